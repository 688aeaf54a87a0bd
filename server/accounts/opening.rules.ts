import type { DocumentKind, OpeningState, PayType } from "../generated/prisma/enums";
import { isAccountName, isCreditCode, isEmail, isMobile } from "./account.rules";

/** What may follow what; ours beside the flow of 4.3.1: ASKED → REVIEW → RETURNED | REFUSED | AT_97 → OPEN. */
export const nextOpeningStates = {
  draft: ["review", "handedOff", "withdrawn"],
  review: ["returned", "refused", "at97", "withdrawn"],
  returned: ["review", "handedOff", "withdrawn"],
  handedOff: ["review", "withdrawn"],
  at97: ["open"],
  open: [],
  refused: [],
  withdrawn: [],
} as const satisfies Record<OpeningState, readonly OpeningState[]>;

export function canOpeningMove(from: OpeningState, to: OpeningState): boolean {
  return (nextOpeningStates[from] as readonly string[]).includes(to);
}

/** The states from which `to` is reached; the guard of a write. */
export function openingStatesBefore(to: OpeningState): OpeningState[] {
  return (Object.keys(nextOpeningStates) as OpeningState[]).filter((from) => canOpeningMove(from, to));
}

/** States in which a company is on its way to an account, so that a second application would be a twin (AI17). */
export const underwayStates = ["review", "returned", "handedOff", "at97"] as const satisfies readonly OpeningState[];

export const industries = ["manufacturing", "trade", "chain", "logistics", "itService", "catering", "construction", "education", "health", "other"] as const;
export const staffBands = ["under50", "from50", "from100", "from200", "over300"] as const;
export const documentKinds = ["licence", "contactIdentity", "agentLetter", "other"] as const satisfies readonly DocumentKind[];
export const payTypes = ["prepaid", "postpaid"] as const satisfies readonly PayType[];

/** Fields of each step; `licence` stands for all papers, as on the review desk. */
export const stepFields = {
  1: ["companyName", "creditCode", "industry", "staffBand", "address", "isLegalRepresentative", "licence"],
  2: ["contactName", "contactPhone", "email"],
  3: ["accountName", "password", "payType", "paymentAccountNumber", "paymentHolderName"],
} as const;
export type OpeningField = (typeof stepFields)[keyof typeof stepFields][number];

export function stepOfField(field: string): 1 | 2 | 3 {
  if ((stepFields[2] as readonly string[]).includes(field)) return 2;
  return (stepFields[3] as readonly string[]).includes(field) ? 3 : 1;
}

/** A draft may change anywhere; a returned application only where the clerk marked it, and nothing else may change at all. */
export function mayMend({ state, markedFields }: { state: OpeningState; markedFields: readonly string[] }, field: OpeningField): boolean {
  if (state === "draft") return true;
  if (state !== "returned") return false;
  if (field === "isLegalRepresentative") return markedFields.includes("licence");
  // Another way of paying asks for an account to pay from, and the other way round.
  const paying = ["payType", "paymentAccountNumber", "paymentHolderName"];
  if (paying.includes(field)) return paying.some((name) => markedFields.includes(name));
  if (field === "password") return markedFields.includes("accountName");
  return markedFields.includes(field);
}

export const PAPER_LIMIT_BYTES = 5 * 1024 * 1024;
export const PAPERS_PER_OPENING = 12;

export function neededPapers(isLegalRepresentative: boolean): DocumentKind[] {
  return isLegalRepresentative ? ["licence", "contactIdentity"] : ["licence", "contactIdentity", "agentLetter"];
}

export const bindingAnswers = ["none", "confirmed", "notFound", "holderMismatch", "inArrears", "systemDown"] as const;
export type BindingState = (typeof bindingAnswers)[number];

/** What the billing system's reason means to us; a reason that is not in the agreement counts as not found. */
export function bindingOf(answer: { isConfirmed: boolean; reason: string | null } | null): Exclude<BindingState, "none"> {
  if (answer === null) return "systemDown";
  if (answer.isConfirmed) return "confirmed";
  return answer.reason === "HOLDER_MISMATCH" ? "holderMismatch" : answer.reason === "IN_ARREARS" ? "inArrears" : "notFound";
}

/** The field that a binding answer belongs to, with its message; null when nothing is wrong. */
export function bindingProblem(binding: BindingState): { field: "paymentAccountNumber" | "paymentHolderName"; message: string } | null {
  if (binding === "notFound") return { field: "paymentAccountNumber", message: "bindingNotFound" };
  if (binding === "holderMismatch") return { field: "paymentHolderName", message: "bindingHolderMismatch" };
  return binding === "inArrears" ? { field: "paymentAccountNumber", message: "bindingInArrears" } : null;
}

/** Where the binding to a payment account stands: confirmed, or billing's last answer against it. */
export function bindingStateOf({ bindingConfirmedAt, bindingProblem: problem }: { bindingConfirmedAt: Date | null; bindingProblem: string | null }): BindingState {
  if (bindingConfirmedAt) return "confirmed";
  return bindingAnswers.find((answer) => answer === problem) ?? "none";
}

export type Submittable = {
  companyName: string; creditCode: string; industry: string; staffBand: string; address: string; isLegalRepresentative: boolean;
  contactName: string; contactPhone: string; isPhoneConfirmed: boolean; email: string; isEmailConfirmed: boolean;
  accountName: string | null; hasPassword: boolean; payType: PayType | null; paymentAccountNumber: string | null; paymentHolderName: string | null;
  paperKinds: readonly DocumentKind[];
};

/** Every field that still keeps an application from being sent, with its message, so that it is mended in one go. */
export function submitProblems(opening: Submittable): Partial<Record<OpeningField, string>> {
  const problems: Partial<Record<OpeningField, string>> = {};
  const need = (holds: boolean, field: OpeningField, message: string) => {
    if (!holds) problems[field] = message;
  };
  need(opening.companyName.length >= 2, "companyName", "companyNameMissing");
  need(isCreditCode(opening.creditCode), "creditCode", opening.creditCode === "" ? "creditCodeMissing" : "creditCodeWrong");
  need((industries as readonly string[]).includes(opening.industry), "industry", "chooseOne");
  need((staffBands as readonly string[]).includes(opening.staffBand), "staffBand", "chooseOne");
  need(opening.address.length >= 6, "address", "addressTooShort");
  const missing = neededPapers(opening.isLegalRepresentative).find((kind) => !opening.paperKinds.includes(kind));
  need(missing === undefined, "licence", `paperMissing.${missing ?? ""}`);
  need(opening.contactName.length >= 2, "contactName", "contactNameMissing");
  need(opening.isPhoneConfirmed, "contactPhone", isMobile(opening.contactPhone) ? "phoneNotConfirmed" : "phoneWrong");
  need(opening.isEmailConfirmed, "email", isEmail(opening.email) ? "emailNotConfirmed" : "emailWrong");
  need(opening.accountName !== null && isAccountName(opening.accountName), "accountName", "accountNameWrong");
  need(opening.hasPassword, "password", "passwordMissing");
  need(opening.payType !== null, "payType", "chooseOne");
  if (opening.payType === "postpaid") {
    need(Boolean(opening.paymentAccountNumber), "paymentAccountNumber", "paymentAccountMissing");
    need(Boolean(opening.paymentHolderName), "paymentHolderName", "holderMissing");
  }
  return problems;
}

export type CounterPaper = "营业执照副本（原件或加盖公章的复印件）" | "经办人身份证件" | "法定代表人授权书（加盖公章）" | "现有付费账户的最近一期帐单";
/** What to bring to the counter with the code (OR5). */
export function counterPapers({ isLegalRepresentative, payType }: { isLegalRepresentative: boolean; payType: PayType | null }): CounterPaper[] {
  const papers: CounterPaper[] = ["营业执照副本（原件或加盖公章的复印件）", "经办人身份证件"];
  if (!isLegalRepresentative) papers.push("法定代表人授权书（加盖公章）");
  if (payType === "postpaid") papers.push("现有付费账户的最近一期帐单");
  return papers;
}
