import { formatFen } from "@/server/kernel/money";
import { useSay } from "#say";
import { Progress } from "../ui/progress";

/** How much of a limit is used, as a bar and in words; sums in fen. */
export function UsedOf({ label, usedFen, limitFen }: { label: string; usedFen: bigint; limitFen: bigint }) {
  const say = useSay();
  if (limitFen === 0n) return <Progress label={label} done={100} of={100} text={say("{used}，不允许订购", { used: formatFen(usedFen) })} />;
  const percent = Number((usedFen * 100n) / limitFen);
  return <Progress label={label} done={Math.min(100, percent)} of={100} text={say("{used}，额度的 {percent}%", { used: formatFen(usedFen), percent })} />;
}
