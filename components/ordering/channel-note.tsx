import { decisionWords, reasonWords } from "@/messages/zh-CN";
import type { OrderPriceView } from "@/server/ordering/order.schema";
import { useSay } from "#say";
import { Alert } from "../ui/alert";

const words = (reason: string) => (reasonWords as Record<string, string>)[reason] ?? "";

/** Where an order will be handled and why, from the rules in force (OR4), before it is sent. */
export function ChannelNote({ decision, reasons, papers }: Pick<OrderPriceView, "decision" | "reasons" | "papers">) {
  const say = useSay();
  return (
    <Alert tone={decision === "refuse" ? "danger" : decision === "counter" ? "warning" : "info"} title={say("办理方式：{decisionWords}", { decisionWords: say.word(decisionWords[decision]) })}>
      {reasons.map((reason) => say.word(words(reason))).join(" ")}
      {papers.length > 0 && (
        <>
          <p className="mt-2 font-medium">{say("到营业厅请带：")}</p>
          <ul className="list-disc ps-5">
            {papers.map((paper) => (
              <li key={paper}>{say.word(paper)}</li>
            ))}
          </ul>
        </>
      )}
    </Alert>
  );
}
