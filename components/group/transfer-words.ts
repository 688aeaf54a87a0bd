import type { TransferBlocker, TransferRow } from "@/server/group/transfer.schema";
import type { Say } from "@/messages/say";
import type { StateWords } from "../patterns/state-badge";

export const transferStateWords: StateWords<TransferRow["state"]> = {
  scheduled: { word: "待生效", tone: "info" },
  done: { word: "已转移", tone: "success" },
  undone: { word: "已取消", tone: "neutral" },
  failed: { word: "没有转移", tone: "danger" },
};

/** Where what stands in the way is settled, of a receiver and a product; null where nothing here can. */
export function settledAt(say: Say, blocker: TransferBlocker, base: string, { toId, isChild, productId }: { toId: string; isChild: boolean; productId: string }): { href: string; label: string } | null {
  if (blocker === "changeWaiting") return { href: `${base}/products/${productId}`, label: say("查看变更") };
  if (blocker === "overdue") return { href: `${base}/bills?tab=open`, label: say("去付帐单") };
  if (blocker === "numberTaken") return { href: `${base}/users`, label: say("改正工号") };
  if (!isChild) return null;
  if (blocker === "notAuthorised" || blocker === "planNotAuthorised" || blocker === "seatsUsedUp") return { href: `${base}/children/${toId}/authorisations`, label: say("去授权") };
  return blocker === "overCap" ? { href: `${base}/children/${toId}/caps`, label: say("调整额度") } : null;
}
