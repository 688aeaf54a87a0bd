import type { z } from "zod";
import type { ChangeRow } from "@/server/changes/change.schema";
import { dayOf } from "@/server/kernel/calendar";
import { changeRowWords } from "@/server/changes/change.words";
import { useSay } from "#say";
import { Alert } from "../ui/alert";
import { TextLink } from "../ui/link";

/** What is under way for a product, and where it can be undone. */
export function WaitingChange({ change, base }: { change: z.output<typeof ChangeRow>; base: string }) {
  const say = useSay();
  const when = { previewed: say("正在受理"), scheduled: say("{effectiveOn}零点生效", { effectiveOn: say.day(dayOf(change.effectiveOn)) }), executing: say("已生效，应用系统正在办理") }[change.state as "previewed" | "scheduled" | "executing"];
  return (
    <Alert tone="info" title={`${{ pause: say("暂停"), resume: say("恢复"), cancel: say("退订") }[change.kind as string] ?? say("变更")}${when}`} actions={<TextLink href={`${base}/orders/${change.orderId}`}>{say("查看")}</TextLink>}>
      {changeRowWords(say, change)}
    </Alert>
  );
}
