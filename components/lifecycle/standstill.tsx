import type { z } from "zod";
import { suspensionCauseWords, suspensionRuleWords } from "@/messages/life.zh-CN";
import type { ProductView } from "@/server/inventory/product.schema";
import { dayOf } from "@/server/kernel/calendar";
import { useSay } from "#say";
import { Alert } from "../ui/alert";

/** CH6: why a product stands still: each cause with who may lift it and what it does to the fee. */
export function Standstill({ causes }: Pick<z.output<typeof ProductView>, "causes">) {
  const say = useSay();
  if (causes.length === 0) return null;
  return (
    <Alert tone="warning" title={say("产品已停机，暂不能使用；数据和帐号都保留")}>
      <ul className="list-disc ps-5">
        {causes.map(({ cause, setAt, untilOn }) => (
          <li key={cause}>
            <span className="font-medium">{say.word(suspensionCauseWords[cause])}</span>{say("，{setAt} 起", { setAt: say.instant(setAt) })}{untilOn ? say("，{untilOn}自动恢复", { untilOn: say.day(dayOf(untilOn)) }) : ""}{say("。解除：{lifts}。费用：{fee}。", { lifts: suspensionRuleWords[cause].lifts, fee: suspensionRuleWords[cause].fee })}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
