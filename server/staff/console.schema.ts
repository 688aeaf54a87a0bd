import { z } from "zod";
import { customerRoles, staffRoles } from "../kernel/permissions";
import { orderStages } from "../ordering/order.schema";
import { deliveryStates, notificationChannels } from "../notifications/notification.schema";
import { productStates } from "../inventory/product.schema";

const stage = z.enum(orderStages);
export const ConsoleMe = z.object({
  staffId: z.uuid(), name: z.string(), roles: z.array(z.enum(staffRoles)), dutyPlatformId: z.string(), dutyId: z.uuid().nullable(), provinces: z.array(z.string()),
  duties: z.array(z.object({ id: z.uuid(), dutyPlatformId: z.string(), roles: z.array(z.enum(staffRoles)), provinceIds: z.array(z.string()) })),
  clockOffsetMs: z.number(), now: z.date(), isDemo: z.boolean(), hasLedgerAlarm: z.boolean(), hasDiskAlarm: z.boolean(),
});
export const SwitchDuty = z.strictObject({ dutyId: z.uuid() });
export const MoveClock = z.strictObject({ days: z.int().min(-60).max(400), hours: z.int().min(-24).max(24), reset: z.boolean().default(false) });

export const Search = z.strictObject({ words: z.string().trim().min(2, { error: "textTooShort" }).max(60, { error: "tooLong" }) });
export const SearchHits = z.object({
  orders: z.array(z.object({ id: z.uuid(), number: z.string(), stage, companyName: z.string(), customerId: z.uuid(), taskId: z.uuid().nullable() })),
  customers: z.array(z.object({ id: z.uuid(), name: z.string(), accountName: z.string(), provinceId: z.string(), creditCode: z.string() })),
  openings: z.array(z.object({ id: z.uuid(), number: z.string(), companyName: z.string(), state: z.string(), taskId: z.uuid().nullable() })),
});

export const ListCustomers = z.strictObject({ search: z.string().trim().max(60).optional(), cursor: z.uuid().optional() });
const CustomerRow = z.object({ id: z.uuid(), name: z.string(), accountName: z.string(), provinceId: z.string(), payType: z.enum(["prepaid", "postpaid"]), state: z.string(), verification: z.enum(["unverified", "verified", "refused", "expired"]), openedAt: z.date() });
export const CustomerPage = z.object({ rows: z.array(CustomerRow), nextCursor: z.uuid().nullable() });
export const CustomerId = z.strictObject({ customerId: z.uuid() });
export const Customer360 = CustomerRow.extend({
  creditCode: z.string(), industry: z.string(), staffBand: z.string(), address: z.string(), isBlacklisted: z.boolean(), accountNumber97: z.string().nullable(),
  contactName: z.string(), contactPhone: z.string(), contactEmail: z.string(), managerName: z.string(), managerPhone: z.string(),
  boundAccountNumber: z.string().nullable(), isBindingConfirmed: z.boolean(),
  balance: z.object({ cashFen: z.bigint(), heldFen: z.bigint() }),
  children: z.array(z.object({ id: z.uuid(), accountName: z.string() })),
  members: z.array(z.object({ name: z.string(), role: z.enum(customerRoles), isActive: z.boolean() })),
  products: z.array(z.object({ id: z.uuid(), name: z.string(), seats: z.number(), seatName: z.string(), state: z.enum(productStates), businessId: z.string().nullable(), monthlyFen: z.bigint() })),
  orders: z.array(z.object({ id: z.uuid(), number: z.string(), stage, productNames: z.string(), firstBillFen: z.bigint(), submittedAt: z.date(), ruleNumber: z.number(), reasonCodes: z.array(z.string()), taskId: z.uuid().nullable() })),
  notifications: z.array(z.object({ id: z.uuid(), subject: z.string(), channel: z.enum(notificationChannels), state: z.enum(deliveryStates), createdAt: z.date(), lastError: z.string().nullable() })),
  papers: z.array(z.object({ id: z.uuid(), kind: z.enum(["licence", "contactIdentity", "agentLetter", "other"]), fileName: z.string(), uploadedAt: z.date() })),
});

export const ListAudit = z.strictObject({ search: z.string().trim().max(60).optional(), before: z.bigint().optional() });
const AuditRow = z.object({ seq: z.bigint(), at: z.date(), actorKind: z.string(), actorName: z.string(), action: z.string(), targetKind: z.string(), targetId: z.string(), reason: z.string().nullable(), ip: z.string(), requestId: z.string() });
export const AuditPage = z.object({ rows: z.array(AuditRow), next: z.bigint().nullable() });
export const ChainView = z.object({ records: z.number(), anchors: z.number(), isWhole: z.boolean(), faultSeq: z.bigint().nullable(), fault: z.string().nullable() });
