import type { OrderStage, ProductOrderState } from "../generated/prisma/enums";
import { legible } from "../kernel/legible";
import { SHARED_PLATFORM } from "../platforms/province.rules";

/** What may follow what. TMF622 names; `draft` and the moves acknowledged → rejected, acknowledged ⇄ pending are ours (rules 4.3.B). */
export const nextStates = {
  draft: ["acknowledged", "cancelled"],
  acknowledged: ["inProgress", "pending", "rejected", "cancelled"],
  // A scheduled change waits here for its edge.
  pending: ["acknowledged", "cancelled", "inProgress", "failed"],
  held: ["acknowledged", "cancelled"],
  // A bundle waits for its company's word where a part could not be opened (PR4).
  inProgress: ["pending", "completed", "partial", "failed"],
  partial: [],
  rejected: [],
  cancelled: [],
  completed: [],
  failed: [],
} as const satisfies Record<ProductOrderState, readonly ProductOrderState[]>;

export function canMove(from: ProductOrderState, to: ProductOrderState): boolean {
  return (nextStates[from] as readonly string[]).includes(to);
}

/** The TMF622 state seen from outside for each finer stage of ours. */
export const stateOfStage = {
  draft: "draft",
  enterpriseApproval: "acknowledged",
  review: "acknowledged",
  returned: "pending",
  provisioning: "inProgress",
  completed: "completed",
  partCompleted: "partial",
  failed: "failed",
  refused: "rejected",
  cancelled: "cancelled",
  expired: "cancelled",
  handedOff: "cancelled",
  scheduled: "pending",
  partChoice: "pending",
} as const satisfies Record<OrderStage, ProductOrderState>;

/** The condition for orders in some stages: a stage's state is said with it, since it is by their states that an account's orders are found. */
export const inStages = (stages: readonly OrderStage[]): { stage: { in: OrderStage[] }; state: { in: ProductOrderState[] } } => ({ stage: { in: [...stages] }, state: { in: [...new Set(stages.map((stage) => stateOfStage[stage]))] } });

/** OR13: the customer may cancel until provisioning starts. */
export function mayCancel(stage: OrderStage): boolean {
  return stage === "enterpriseApproval" || stage === "review" || stage === "returned" || stage === "scheduled";
}

export type Holder = "customer" | "approver" | "operator" | "applicationProvider" | "counter" | "periodEdge" | "nobody";

/** OR12: who has to do the next step. */
export function holderOf(stage: OrderStage): Holder {
  if (stage === "returned" || stage === "draft" || stage === "partChoice") return "customer";
  if (stage === "enterpriseApproval") return "approver";
  if (stage === "review") return "operator";
  if (stage === "scheduled") return "periodEdge";
  if (stage === "provisioning") return "applicationProvider";
  return stage === "handedOff" ? "counter" : "nobody";
}

/** OR5: ten characters without look-alikes (no 0 O, 1 I L) from random bytes. */
export function handOffCode(bytes: Uint8Array): string {
  return legible(bytes.slice(0, 10));
}

/** What a clerk types: spaces, dashes and case do not matter. */
export function plainHandOffCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s-]/g, "");
}

export const factKinds = ["mailDomain", "icpNumber", "installAddress", "contactNumber", "administratorEmail", "currentNumber", "companyIntroduction"] as const;
export type FactKind = (typeof factKinds)[number];

/** OR19: what is wrong with a fact that a product needs before it can open, or null. */
export function factProblem(kind: FactKind, value: string): string | null {
  const text = value.trim();
  if (text === "") return "factMissing";
  if (kind === "mailDomain") return /^(?=.{4,100}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,18}$/i.test(text) ? null : "mailDomainWrong";
  if (kind === "icpNumber") return /^[\u4e00-\u9fa5]ICP[备证]\d{6,10}号(?:-\d{1,3})?$/.test(text) ? null : "icpNumberWrong";
  if (kind === "administratorEmail") return /^[^\s@]{1,64}@(?:[a-z0-9-]{1,63}\.)+[a-z]{2,18}$/i.test(text) ? null : "emailWrong";
  if (kind === "companyIntroduction") return text.length >= 20 ? null : "introductionTooShort";
  if (kind === "contactNumber" || kind === "currentNumber") return /^(?:1\d{10}|0\d{2,3}-?\d{7,8})$/.test(text) ? null : "phoneWrong";
  return text.length >= 6 && text.length <= 120 ? null : "addressWrong";
}

/** What an order asks for (rules 4.3.A). */
export const orderOperations = ["order", "change", "seats", "suspend", "resume", "cancel", "close"] as const;
export type OrderOperationName = (typeof orderOperations)[number];
/** What people call an order, by what it asks for. */
export const orderNouns: Record<OrderOperationName, string> = { order: "订单", change: "变更", seats: "变更", suspend: "暂停申请", resume: "恢复申请", cancel: "退订申请", close: "销户申请" };
/** What stays as it was when one of a running product comes to nothing. */
export const unchangedWords = (operation: OrderOperationName): string => ({ order: "", change: "产品保持原来的套餐和数量。", seats: "产品保持原来的套餐和数量。", suspend: "产品照常使用。", resume: "产品仍在暂停中。", cancel: "产品照常使用。", close: "帐户照常使用。" })[operation];

export const orderStageList = Object.keys(stateOfStage) as OrderStage[];

export const domainStates = ["mailReady", "noMail", "notFound", "unknown"] as const;
/** What the name servers said of a mail domain (OR19). */
export type DomainFinding = { state: (typeof domainStates)[number]; exchanges: string[] };

/** A name server's answer in our words: an error code of node:dns or null, and the exchanges that it named. */
export function findingOf(code: string | null, records: readonly { exchange: string; priority: number }[]): DomainFinding {
  // "Null MX" (RFC 7505): the domain says itself that it takes no mail.
  const exchanges = [...records].sort((a, b) => a.priority - b.priority).map(({ exchange }) => exchange).filter(Boolean);
  if (code === null) return { state: exchanges.length > 0 ? "mailReady" : "noMail", exchanges: exchanges.slice(0, 5) };
  if (code === "ENODATA") return { state: "noMail", exchanges: [] };
  return { state: code === "ENOTFOUND" ? "notFound" : "unknown", exchanges: [] };
}

/**
 * OR3: an agent's identifier, empty for none. On the shared platform it is table 4.1.6's: reserved character, province, DL and
 * eight digits, of the order's own province; elsewhere an agent keeps its 97 number. Returns a message code, or null.
 */
export function agentProblem(platformId: string, provinceId: string, agentId: string): string | null {
  if (agentId === "") return null;
  if (platformId !== SHARED_PLATFORM) return /^[A-Za-z0-9]{4,20}$/.test(agentId) ? null : "agentWrong";
  const found = /^.([A-Z]{2})DL\d{8}$/.exec(agentId);
  if (!found) return "agentWrongShared";
  return found[1] === provinceId ? null : "agentElsewhere";
}
