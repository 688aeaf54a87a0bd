import { formatFen } from "../kernel/money";
import type { CapKind } from "../generated/prisma/enums";

/** What each cap is called. */
export const capKindNames: Record<CapKind, string> = { groupMonth: "全集团每月", accountMonth: "本帐号每月", accountRunning: "本帐号在用产品月费合计", personMonth: "每人每月", orderApproval: "单笔免审批金额" };

/** A passed cap in a line. */
export function findingWords({ kind, limitFen, usedFen, wishFen }: { kind: CapKind; limitFen: bigint; usedFen: bigint | null; wishFen: bigint }): string {
  if (limitFen === 0n) return `${capKindNames[kind]}额度为 ${formatFen(0n)}，任何订购都要审批`;
  if (kind === "orderApproval") return `${capKindNames[kind]} ${formatFen(limitFen)}，本单 ${formatFen(wishFen)}`;
  return `${capKindNames[kind]}额度 ${formatFen(limitFen)}，${usedFen === null ? "" : `已占用 ${formatFen(usedFen)}，`}本单 ${formatFen(wishFen)}`;
}
