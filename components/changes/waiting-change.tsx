import type { z } from "zod";
import type { ChangeRow } from "@/server/changes/change.schema";
import { dayOf, formatDay } from "@/server/kernel/calendar";
import { changeRowWords } from "@/server/changes/change.words";
import { Alert } from "../ui/alert";
import { TextLink } from "../ui/link";

/** What is under way for a product, and where it can be undone. */
export function WaitingChange({ change, base }: { change: z.output<typeof ChangeRow>; base: string }) {
  const when = { previewed: "正在受理", scheduled: `${formatDay(dayOf(change.effectiveOn))}零点生效`, executing: "已生效，应用系统正在办理" }[change.state as "previewed" | "scheduled" | "executing"];
  return (
    <Alert tone="info" title={`${{ pause: "暂停", resume: "恢复", cancel: "退订" }[change.kind as string] ?? "变更"}${when}`} actions={<TextLink href={`${base}/orders/${change.orderId}`}>查看</TextLink>}>
      {changeRowWords(change)}
    </Alert>
  );
}
