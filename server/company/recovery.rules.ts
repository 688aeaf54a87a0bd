import type { DocumentKind, RecoveryState } from "../generated/prisma/enums";

/** After two clerks have said yes, so long every member may object (AI19). */
export const OBJECTION_DAYS = 7;
/** A draft that nobody sent is forgotten after so long. */
export const DRAFT_DAYS = 15;
export const PAPERS_PER_RECOVERY = 9;

/** The papers that prove who the company is, who the applicant is, and that the one sends the other (AI19). */
export const recoveryPapers = ["licence", "contactIdentity", "agentLetter"] as const satisfies readonly DocumentKind[];

/** What may follow what. */
export const nextRecoveryStates = {
  draft: ["review"],
  review: ["waiting", "refused"],
  waiting: ["done", "objected"],
  done: [],
  refused: [],
  objected: [],
} as const satisfies Record<RecoveryState, readonly RecoveryState[]>;

/** What keeps a request from being sent, as message codes; empty when nothing does. */
export function missingOf({ isPhoneConfirmed, isEmailConfirmed, kinds }: { isPhoneConfirmed: boolean; isEmailConfirmed: boolean; kinds: readonly DocumentKind[] }): string[] {
  return [...(isPhoneConfirmed ? [] : ["phoneNotConfirmed"]), ...(isEmailConfirmed ? [] : ["emailNotConfirmed"]), ...recoveryPapers.filter((kind) => !kinds.includes(kind)).map((kind) => `paperMissing.${kind}`)];
}
