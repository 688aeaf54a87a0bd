import type { OrderPriceView } from "@/server/ordering/order.schema";
import { useSay } from "#say";
import { Checkbox } from "../ui/choice";

type Props = { parts: OrderPriceView["parts"]; chosen: readonly string[]; onChange: (chosen: string[]) => void };

/** SC4: what a bundle opens, and which of its optional parts are wanted. */
export function BundleChoice({ parts, chosen, onChange }: Props) {
  const say = useSay();
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 text-[0.9375em] font-medium">{say("套餐包含")}</legend>
      <ul className="list-disc ps-5 text-ink-soft">
        {parts.filter(({ isOptional }) => !isOptional).map((part) => <li key={part.offeringCode}>{say.named(part.name)} · {say.counted(part.seats, part.seatName)}</li>)}
      </ul>
      {parts.filter(({ isOptional }) => isOptional).map((part) => (
        <Checkbox
          key={part.offeringCode} checked={chosen.includes(part.offeringCode)} label={`${say.named(part.name)} · ${say.counted(part.seats, part.seatName)}`} hint={say("可选，含在套餐价里，不需要可以不开通")}
          onChange={(event) => onChange(event.target.checked ? [...chosen, part.offeringCode] : chosen.filter((code) => code !== part.offeringCode))}
        />
      ))}
    </fieldset>
  );
}
