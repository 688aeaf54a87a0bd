import type { ShopWords } from "@/messages/shop";
import type { ProductView } from "../../server/catalog/catalog.schema";
import { DescriptionList } from "../ui/description-list";
import { Glyph } from "../ui/glyph";

/** SC11: who provides it, who serves it, when, and where data is kept. */
export function WhoServes({ product, t }: { product: ProductView; t: ShopWords }) {
  return (
    <DescriptionList
      items={[
        { term: t.facts.provider, value: `${product.providerName}${product.providerKind === "ap" ? t.facts.byPartner : ""}` },
        { term: t.facts.servedBy, value: t.servedBy[product.servedBy] },
        { term: t.facts.hours, value: product.serviceHours },
        { term: t.facts.data, value: product.dataLocation },
        { term: t.facts.broken, value: t.facts.brokenText },
      ]}
    />
  );
}

/** SC5: what a company needs, before it fills anything in. */
export function BeforeOpening({ product, t }: { product: ProductView; t: ShopWords }) {
  const needs = product.eligibility.map((need) => ({ key: need, text: t.eligibility[need].need, remedy: t.eligibility[need].remedy }));
  return (
    <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
      <div>
        <h3 className="text-[1rem]">{t.facts.needs}</h3>
        <ul className="mt-2 flex flex-col gap-2 text-[1rem]">
          {needs.length === 0 && <Line text={t.facts.noNeeds} />}
          {needs.map((need) => (
            <Line key={need.key} text={need.text} aside={t.facts.notYet(need.remedy)} />
          ))}
          {product.needsLine && <Line text={t.facts.line} aside={t.facts.lineText} />}
        </ul>
      </div>
      <div>
        <h3 className="text-[1rem]">{t.facts.toFill}</h3>
        <ul className="mt-2 flex flex-col gap-2 text-[1rem]">
          {product.openFacts.map((fact) => (
            <Line key={fact} text={t.openFact[fact]} />
          ))}
        </ul>
      </div>
    </div>
  );
}

function Line({ text, aside }: { text: string; aside?: string }) {
  return (
    <li className="flex items-start gap-2.5">
      <span className="mt-1.5 text-accent-strong">
        <Glyph name="document" size="1em" />
      </span>
      <span>
        {text}
        {aside && <span className="block text-sm text-ink-faint">{aside}</span>}
      </span>
    </li>
  );
}
