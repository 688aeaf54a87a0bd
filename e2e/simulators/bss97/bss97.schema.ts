import { z } from "zod";

const scopeId = z.string().regex(/^[A-Z]{2}$/);
const text = (longest: number) => z.string().min(1).max(longest);

export const OpenAccount = z.strictObject({
  openingId: z.uuid(),
  platformId: scopeId,
  provinceId: scopeId,
  accountName: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_]{5,19}$/),
  payType: z.enum(["prepaid", "postpaid"]),
  paymentAccountNumber: text(64).nullable(),
  company: z.strictObject({
    name: text(200),
    creditCode: text(32),
    address: z.string().max(300),
    contactName: text(100),
    contactPhone: text(32),
  }),
  /** Of a child account: the account that it belongs to. */
  parentAccountName: text(20).optional(),
});

export const StoreOrderResult = z.strictObject({
  orderId: z.uuid(),
  orderNumber: text(64),
  platformId: scopeId,
  provinceId: scopeId,
  accountName: text(20),
  state: z.enum(["completed", "rejected", "cancelled", "failed", "partial"]),
  channel: z.enum(["portal", "counter", "hotline", "accountManager"]),
  agentId: text(20).nullable(),
  /** 97's own number for an order that it sent itself. */
  externalId: text(100).nullable().default(null),
  completedAt: z.iso.datetime({ offset: true }).nullable(),
  items: z
    .array(z.strictObject({ offeringCode: text(64), businessId: text(64).nullable(), seats: z.number().int().min(0) }))
    .max(500),
});

/** What a company is called and how it is reached, whole, as of a version. */
export const StoreCustomer = z.strictObject({
  customerId: z.uuid(),
  version: z.number().int().min(0),
  platformId: scopeId,
  provinceId: scopeId,
  accountName: text(20),
  accountNumber97: text(20).nullable(),
  company: z.strictObject({ name: text(200), creditCode: text(32), address: z.string().max(300), contactName: text(100), contactPhone: text(32) }),
  /** The account above it; null for one that stands alone. */
  parentAccountName: text(20).nullable().optional(),
  changedAt: z.iso.datetime({ offset: true }),
});

/** A product that went from one account of a company to another, with what of it each line of service is. */
export const StoreTransfer = z.strictObject({
  transferId: z.uuid(),
  platformId: scopeId,
  provinceId: scopeId,
  fromAccountName: text(20),
  toAccountName: text(20),
  effectiveOn: z.iso.date(),
  items: z.array(z.strictObject({ offeringCode: text(64), seats: z.number().int().min(0), businessId: text(64).nullable() })).min(1).max(100),
});
export const ProductTransfer = StoreTransfer.extend({ storedAt: z.string() });
export type ProductTransfer = z.output<typeof ProductTransfer>;

export const CustomerData = StoreCustomer.extend({ storedAt: z.string() });
export type CustomerData = z.output<typeof CustomerData>;

export const Opening = OpenAccount.extend({ accountNumber97: z.string(), openedAt: z.string() });
export type Opening = z.output<typeof Opening>;
export const OrderResult = StoreOrderResult.extend({ storedAt: z.string() });
export type OrderResult = z.output<typeof OrderResult>;
