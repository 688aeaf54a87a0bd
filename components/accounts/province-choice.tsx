import { accountBase } from "@/server/platforms/paths";
import { provincesOf } from "@/server/platforms/province.rules";
import { useSay } from "#say";
import { ButtonAnchor } from "../ui/button";

/** On the shared platform: in which province is the company? The account is opened there. */
export function ProvinceChoice({ platformId }: { platformId: string }) {
  const say = useSay();
  return (
    <div className="mx-auto max-w-3xl">
      <h1 className="font-display text-3xl font-bold">{say("公司在哪个省？")}</h1>
      <p className="mt-2 mb-6 text-ink-soft">{say("帐户开在公司所在的省份，由当地营业厅受理。")}</p>
      <ul className="grid grid-cols-2 gap-2.5 sm:grid-cols-4">
        {provincesOf(platformId).map((province) => (
          <li key={province.id}>
            <ButtonAnchor variant="secondary" isWide href={`${accountBase({ platform: platformId, province: province.id })}/register`}>{province.name}</ButtonAnchor>
          </li>
        ))}
      </ul>
    </div>
  );
}
