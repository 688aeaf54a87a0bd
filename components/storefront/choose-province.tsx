import { SHARED_PLATFORM, provincesOf } from "../../server/platforms/province.rules";
import { ProvinceChips } from "../national/province-map";
import { PageBody } from "../layout/section";
import type { Locale } from "../../server/platforms/locale.rules";
import { shopWords } from "@/messages/shop";
import { hrefInPlace } from "./href";

/** The shared platform before a province is known: nothing priced, since each province has its own prices. */
export function ChooseProvince({ path = "/", locale }: { path?: string; locale: Locale }) {
  const { choose } = shopWords(locale);
  return (
    <PageBody>
      <div className="py-6 sm:py-10">
        <div aria-hidden="true" className="widening mb-7 w-24 text-seal" />
        <h1 className="max-w-prose font-display text-3xl font-bold">{choose.title}</h1>
        <p className="mt-3 mb-8 max-w-prose text-ink-soft">{choose.text(path === "/")}</p>
        <ProvinceChips locale={locale} rows={provincesOf(SHARED_PLATFORM)} hrefOf={(province) => hrefInPlace({ platformId: SHARED_PLATFORM, provinceId: province.id, locale })(path)} />
      </div>
    </PageBody>
  );
}
