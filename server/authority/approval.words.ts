import type { Say } from "@/messages/say";
import { formatFen } from "../kernel/money";
import type { CapKind } from "../generated/prisma/enums";

/** What each cap is called. */
export const capKindNames: Record<CapKind, string> = { groupMonth: "全集团每月", accountMonth: "本帐号每月", accountRunning: "本帐号在用产品月费合计", personMonth: "每人每月", orderApproval: "单笔免审批金额" };

/** A passed cap in a line. */
export function findingWords(say: Say, { kind, limitFen, usedFen, wishFen }: { kind: CapKind; limitFen: bigint; usedFen: bigint | null; wishFen: bigint }): string {
  const [name, limit, wish] = [say.word(capKindNames[kind]), formatFen(limitFen), formatFen(wishFen)];
  if (limitFen === 0n) return say("{name}额度为 {limit}，任何订购都要审批", { name, limit });
  if (kind === "orderApproval") return say("{name} {limit}，本单 {wish}", { name, limit, wish });
  return usedFen === null ? say("{name}额度 {limit}，本单 {wish}", { name, limit, wish }) : say("{name}额度 {limit}，已占用 {used}，本单 {wish}", { name, limit, used: formatFen(usedFen), wish });
}
