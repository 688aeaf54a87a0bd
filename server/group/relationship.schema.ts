import { z } from "zod";
import { ChildFields } from "../accounts/child.schema";

/** What stands in the way of an account coming under a parent or leaving it. */
export const relationshipBlockers = ["alreadyAsked", "otherProvince", "accountNotOpen", "parentNotOpen", "notVerified", "hasParent", "hasChildren", "parentIsChild", "tooManyChildren", "labelTaken", "neverSignedIn", "approvalsOpen", "ordersHeldByParent", "transfersAfter", "billsOverdue"] as const;
export type RelationshipBlocker = (typeof relationshipBlockers)[number];
/** What changes with it and is worth knowing before. */
export const relationshipNotes = ["payerBecomesOwn", "openBillsStay", "receivedReturns", "authorisationsEnd", "capsEnd", "runningAuthorised", "parentSees", "parentSetsCaps"] as const;
export type RelationshipNote = (typeof relationshipNotes)[number];
const relationshipKinds = ["join", "leave"] as const;
const relationshipStates = ["asked", "scheduled", "done", "refused", "undone", "lapsed", "failed"] as const;

const { label } = ChildFields.shape;
/** As it is typed: spaces, dashes and case do not matter. */
const code = z.string().transform((typed) => typed.toUpperCase().replaceAll(/[\s-]/g, "")).pipe(z.string().regex(/^[2-9A-HJKMNP-Z]{10}$/, { error: "joinCodeWrong" }));
export const ReadRelationship = z.strictObject({ childId: z.uuid().optional() });
export const AskLeave = z.strictObject({ key: z.uuid(), childId: z.uuid().optional() });
export const MakeJoinCode = z.strictObject({});
export const JoinCodeMade = z.object({ code: z.string(), expiresAt: z.date() });
export const CheckJoinCode = z.strictObject({ code });
export const AskJoin = z.strictObject({ key: z.uuid(), code, label });
export const DecideRelationship = z.strictObject({ key: z.uuid(), changeId: z.uuid(), isAgreed: z.boolean() });
export const UndoRelationship = z.strictObject({ key: z.uuid(), changeId: z.uuid() });
export const RelationshipAsked = z.object({ changeId: z.uuid() });

const Row = z.object({
  id: z.uuid(), kind: z.enum(relationshipKinds), state: z.enum(relationshipStates), parentName: z.string(), accountName: z.string(), label: z.string(), isByParent: z.boolean(), effectiveOn: z.iso.date(),
  askedAt: z.date(), askedByName: z.string(), decidedAt: z.date().nullable(), decidedByName: z.string().nullable(), blockers: z.array(z.enum(relationshipBlockers)),
  /** This side has to answer; this side may take it back. */
  mayDecide: z.boolean(), mayUndo: z.boolean(),
});
export type RelationshipRow = z.infer<typeof Row>;
const Check = z.object({ blockers: z.array(z.enum(relationshipBlockers)), notes: z.array(z.enum(relationshipNotes)), /** What the coming month costs the account, and its own cash, in fen. */ monthFen: z.bigint(), cashFen: z.bigint(), receivedFen: z.bigint() });
export type RelationshipCheck = z.infer<typeof Check>;

/** An account's tie to its parent: what stands, what was asked, what leaving would mean; the code of one that stands alone. */
export const RelationshipView = z.object({
  edgeOn: z.iso.date(), parentName: z.string().nullable(), accountName: z.string(), label: z.string(), isParentSide: z.boolean(), mayManage: z.boolean(),
  open: Row.nullable(), past: z.array(Row), leave: Check.nullable(),
  /** Of an account that stands alone: whether it may be given a code, and until when the last one counts. */
  join: z.object({ blockers: z.array(z.enum(relationshipBlockers)), codeUntil: z.date().nullable() }).nullable(),
});
export type RelationshipView = z.infer<typeof RelationshipView>;
/** Whom a code stands for, and what joining means. */
export const JoinView = Check.extend({ companyName: z.string(), accountName: z.string(), products: z.number(), edgeOn: z.iso.date() });
export type JoinView = z.infer<typeof JoinView>;
export const ListRelationships = z.strictObject({ cursor: z.uuid().optional() });
export const RelationshipPage = z.object({ rows: z.array(Row), nextCursor: z.string().nullable() });
export type RelationshipPage = z.infer<typeof RelationshipPage>;
