import { openFactWords, servedByWords } from "../../server/catalog/catalog.rules";
import type { ProductView } from "../../server/catalog/catalog.schema";
import { eligibilityWords } from "../../server/catalog/eligibility.rules";
import { DescriptionList } from "../ui/description-list";
import { Glyph } from "../ui/glyph";

/** SC11: who provides it, who serves it, when, and where data is kept. */
export function WhoServes({ product }: { product: ProductView }) {
  return (
    <DescriptionList
      items={[
        { term: "谁提供", value: `${product.providerName}${product.providerKind === "ap" ? "（应用提供商，与运营公司签约）" : ""}` },
        { term: "谁服务", value: servedByWords[product.servedBy] },
        { term: "服务时间", value: product.serviceHours },
        { term: "数据在哪里", value: product.dataLocation },
        { term: "坏了找谁", value: "本省热线或账户里报障，只需找我们，由我们协调提供商" },
      ]}
    />
  );
}

/** SC5: what a company needs, before it fills anything in. */
export function BeforeOpening({ product }: { product: ProductView }) {
  const needs = product.eligibility.map((need) => ({ key: need, text: eligibilityWords[need].need, remedy: eligibilityWords[need].remedy }));
  return (
    <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
      <div>
        <h3 className="text-[1rem]">办理条件</h3>
        <ul className="mt-2 flex flex-col gap-2 text-[1rem]">
          {needs.length === 0 && <Line text="没有特别要求，注册后即可下单" />}
          {needs.map((need) => (
            <Line key={need.key} text={need.text} aside={`还没有？${need.remedy}`} />
          ))}
          {product.needsLine && <Line text="要用到线路或号码，由本省综合营业系统完成" aside="网上填好，凭办理码到营业厅核对证件，15 天内有效" />}
        </ul>
      </div>
      <div>
        <h3 className="text-[1rem]">下单时要填</h3>
        <ul className="mt-2 flex flex-col gap-2 text-[1rem]">
          {product.openFacts.map((fact) => (
            <Line key={fact} text={openFactWords[fact]} />
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
