import type { z } from "zod";
import { suspensionCauseWords, suspensionRuleWords } from "@/messages/life.zh-CN";
import type { ProductView } from "@/server/inventory/product.schema";
import { dayOf, formatDay, formatInstant } from "@/server/kernel/calendar";
import { Alert } from "../ui/alert";

/** CH6: why a product stands still: each cause with who may lift it and what it does to the fee. */
export function Standstill({ causes }: Pick<z.output<typeof ProductView>, "causes">) {
  if (causes.length === 0) return null;
  return (
    <Alert tone="warning" title="产品已停机，暂不能使用；数据和帐号都保留">
      <ul className="list-disc ps-5">
        {causes.map(({ cause, setAt, untilOn }) => (
          <li key={cause}>
            <span className="font-medium">{suspensionCauseWords[cause]}</span>，{formatInstant(setAt)} 起{untilOn ? `，${formatDay(dayOf(untilOn))}自动恢复` : ""}。解除：{suspensionRuleWords[cause].lifts}。费用：{suspensionRuleWords[cause].fee}。
          </li>
        ))}
      </ul>
    </Alert>
  );
}
