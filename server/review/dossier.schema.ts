import { z } from "zod";
import { CompanyChangeForReview } from "../company/change.schema";
import { RecoveryForReview } from "../company/recovery.schema";
import { LicenceForReview } from "../accounts/account.schema";
import { OpeningForReview } from "../accounts/opening.schema";
import { ClosingOfOrder } from "../closing/closing.schema";
import { BrokenView, ChangeOfOrder } from "../changes/change.schema";
import { orderOperations } from "../ordering/order.rules";
import { FactChecks, orderStages, TimelineStep } from "../ordering/order.schema";
import { TaskRow } from "./review.schema";

const stage = z.enum(orderStages);
export const OrderDossier = z.object({
  id: z.uuid(), number: z.string(), stage, channel: z.enum(["portal", "counter", "hotline", "accountManager"]), note: z.string(), facts: z.record(z.string(), z.string()), factChecks: FactChecks, agentId: z.string().nullable(),
  payType: z.enum(["prepaid", "postpaid"]), firstBillFen: z.bigint(), monthlyFen: z.bigint(), firstYearFen: z.bigint(), ceilingFen: z.bigint(),
  ruleSetVersion: z.number(), ruleNumber: z.number(), reasonCodes: z.array(z.string()), submittedAt: z.date(),
  operation: z.enum(orderOperations), changes: z.array(ChangeOfOrder), broken: BrokenView.nullable(), closing: ClosingOfOrder.nullable(),
  item: z.object({ specificationName: z.string(), offeringName: z.string(), productClass: z.string(), seats: z.number(), seatName: z.string(), priceBookVersion: z.number() }),
  parts: z.array(z.object({ name: z.string(), seats: z.number(), seatName: z.string() })),
  company: z.object({
    customerId: z.uuid(), name: z.string(), creditCode: z.string(), industry: z.string(), staffBand: z.string(), address: z.string(),
    verification: z.enum(["unverified", "verified", "refused", "expired"]), isBlacklisted: z.boolean(), accountName: z.string(), openedAt: z.date(),
    contactName: z.string(), contactPhone: z.string(), contactEmail: z.string(), productCount: z.number(), isBindingConfirmed: z.boolean(),
  }),
  papers: z.array(z.object({ id: z.uuid(), kind: z.enum(["licence", "contactIdentity", "agentLetter", "other"]), fileName: z.string(), mediaType: z.string(), uploadedAt: z.date() })),
  balance: z.object({ cashFen: z.bigint(), heldFen: z.bigint() }),
  similar: z.array(z.object({ id: z.uuid(), number: z.string(), stage, firstBillFen: z.bigint(), submittedAt: z.date(), productNames: z.string(), seats: z.number(), operation: z.enum(orderOperations) })),
  timeline: z.array(TimelineStep),
  messages: z.array(z.object({ id: z.uuid(), isFromStaff: z.boolean(), isInternal: z.boolean(), authorName: z.string(), text: z.string(), at: z.date() })),
  versions: z.array(z.object({ versionNumber: z.number(), sentAt: z.date(), snapshot: z.object({ offeringName: z.string(), seats: z.number(), facts: z.record(z.string(), z.string()), note: z.string() }) })),
});
export const Dossier = z.object({
  task: TaskRow,
  isOwnFirstApproval: z.boolean(),
  decision: z.object({ reasonCode: z.string().nullable(), text: z.string().nullable(), markedFields: z.array(z.string()) }),
  order: OrderDossier.nullable(),
  opening: OpeningForReview.nullable(),
  licence: LicenceForReview.nullable(),
  companyChange: CompanyChangeForReview.nullable(),
  recovery: RecoveryForReview.nullable(),
});
