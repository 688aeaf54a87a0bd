import { z } from "zod";
import { productClasses } from "../catalog/catalog.schema";
import { CapOutcome } from "./cap.schema";
import { authorisationRules } from "./authorisation.rules";

const day = z.iso.date({ error: "dayWrong" });
const product = z.strictObject({ kind: z.literal("product"), code: z.string().max(40).min(1, { error: "chooseOne" }) });
const ofClass = z.strictObject({ kind: z.literal("class"), productClass: z.enum(productClasses, { error: "chooseOne" }) });
const count = z.int({ error: "numberWrong" }).min(0, { error: "numberWrong" }).max(1_000_000, { error: "numberWrong" });

/** What a parent grants. `seatCeiling` null: no limit; 0: nothing allowed. Days are business days, the last one included. */
export const Grant = z
  .strictObject({ key: z.uuid(), childId: z.uuid(), target: z.discriminatedUnion("kind", [product, ofClass]), offeringCodes: z.array(z.string().max(40)).max(50), seatCeiling: count.nullable(), startsOn: day, endsOn: day.nullable() })
  .refine(({ startsOn, endsOn }) => endsOn === null || endsOn >= startsOn, { path: ["endsOn"], error: "endsBeforeStart" });
export const AuthorisationId = z.strictObject({ authorisationId: z.uuid() });
/** `then`: what it covered alone ends with what is paid, or at once (PC13). */
export const WithdrawGrant = AuthorisationId.extend({ key: z.uuid(), then: z.enum(["term", "now"]) });
export const Withdrawn = z.object({ ended: z.number() });
/** What taking it back would end; `endsOn` with what is paid or the month. */
export const WithdrawalView = z.object({
  authorisationId: z.uuid(), childId: z.uuid(), specificationName: z.string().nullable(), productClass: z.enum(productClasses).nullable(), openOrders: z.number(),
  products: z.array(z.object({ id: z.uuid(), name: z.string(), seats: z.number(), seatName: z.string(), endsOn: z.iso.date(), isEnding: z.boolean() })),
});
export type WithdrawalView = z.infer<typeof WithdrawalView>;
/** `onDay`: as it was on a past day (PC15). */
export const ListGrants = z.strictObject({ childId: z.uuid(), onDay: day.optional() });
export const Granted = z.object({ authorisationId: z.uuid() });

const GrantView = z.object({
  id: z.uuid(), specificationCode: z.string().nullable(), specificationName: z.string().nullable(), productClass: z.enum(productClasses).nullable(), offerings: z.array(z.object({ code: z.string(), name: z.string() })),
  seatCeiling: z.number().nullable(), seatsHeld: z.number(), startsOn: z.date(), endsOn: z.date().nullable(), grantedAt: z.date(), grantedByName: z.string(),
});
export type GrantView = z.infer<typeof GrantView>;
const Choice = z.object({ code: z.string(), name: z.string(), productClass: z.enum(productClasses), offerings: z.array(z.object({ code: z.string(), name: z.string() })) });
export const GrantsView = z.object({ today: z.iso.date(), onDay: z.iso.date(), grants: z.array(GrantView), choices: z.array(Choice) });
export type GrantsView = z.infer<typeof GrantsView>;

/** PC14: one plan of a product that is sold here, and the rule that decided. */
export const MayBuyRow = z.object({ specificationCode: z.string(), specificationName: z.string(), productClass: z.enum(productClasses), offeringCode: z.string(), offeringName: z.string(), isAllowed: z.boolean(), rule: z.enum(authorisationRules), seatsLeft: z.number().nullable(), /** Of the least that can be ordered of it. */ caps: CapOutcome });
export type MayBuyRow = z.infer<typeof MayBuyRow>;
export const ReadMayBuy = z.strictObject({ childId: z.uuid().optional() });
