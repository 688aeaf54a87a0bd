import { z } from "zod";
import { factKinds, type FactKind } from "../ordering/order.rules";
import { TmfError } from "./error.rules";
import type { Json } from "./resource";

/** Attributes that the platform sets itself; a body that names one is refused (TMF630). */
const owned = ["id", "href", "state", "orderDate", "completionDate", "expectedCompletionDate", "cancellationDate"];

const short = z.string().min(1).max(100);
const reference = z.looseObject({ id: short });
const Characteristic = z.looseObject({ name: z.string().min(1).max(60), value: z.union([z.string().max(500), z.number(), z.boolean()]) });
const Product = z.looseObject({ id: short.optional(), productCharacteristic: z.array(Characteristic).max(40).optional(), productOffering: reference.optional() });
const Item = z.looseObject({
  id: short, action: z.enum(["add", "modify", "delete", "noChange"]), quantity: z.int().min(1).max(100_000).optional(), productOffering: reference.optional(), product: Product.optional(), billingAccount: reference.optional(),
  productOrderItem: z.array(z.looseObject({ id: short, action: z.literal("add"), productOffering: reference })).max(20).optional(),
});
const Party = z.looseObject({ id: short, role: z.string().max(60).optional(), "@referredType": z.string().max(60).optional() });
const Note = z.looseObject({ id: short.optional(), text: z.string().trim().min(1).max(1000) });
const Body = z.looseObject({
  externalId: z.string().trim().min(1).max(100).optional(), productOrderItem: z.array(Item).min(1).max(100), relatedParty: z.array(Party).max(20).optional(), billingAccount: reference.optional(), channel: z.array(reference).max(5).optional(), note: z.array(Note).max(20).optional(),
});

/** What a body does not say, or says wrongly, in TM Forum's codes. */
function refused(error: z.ZodError): TmfError {
  const [first] = error.issues;
  const path = first?.path.join(".") ?? "";
  const isMissing = first !== undefined && "input" in first && first.input === undefined;
  return new TmfError(isMissing ? "23" : "24", `${path || "body"}: ${isMissing ? "is missing" : (first?.message ?? "is wrong")}`);
}

export function checked<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const parsed = schema.safeParse(body, { reportInput: true });
  if (!parsed.success) throw refused(parsed.error);
  return parsed.data;
}

const channels = { counter: "counter", hotline: "hotline", "10060": "hotline", accountManager: "accountManager" } as const;
export type MachineChannel = (typeof channels)[keyof typeof channels];

function channelOf(named: readonly { id: string }[] | undefined): MachineChannel {
  const id = named?.[0]?.id ?? "counter";
  const channel = Object.hasOwn(channels, id) ? channels[id as keyof typeof channels] : null;
  if (!channel) throw new TmfError("24", `channel.id: orders come from ${Object.keys(channels).join(", ")}`);
  return channel;
}

export type ItemRequest = { seats: number | null; facts: Partial<Record<FactKind, string>> };

/** Seats and facts out of a product's characteristics; one that orders do not know is refused, so that nothing is lost silently. */
export function itemRequestOf({ quantity, product }: z.output<typeof Item>): ItemRequest {
  const facts: Partial<Record<FactKind, string>> = {};
  let seats = quantity ?? null;
  for (const { name, value } of product?.productCharacteristic ?? []) {
    if (name === "seats") seats = checked(z.coerce.number().int().min(1).max(100_000), value);
    else if ((factKinds as readonly string[]).includes(name)) facts[name as FactKind] = String(value).slice(0, 200);
    else throw new TmfError("24", `productCharacteristic ${name} is not known; these are: seats, ${factKinds.join(", ")}`);
  }
  return { seats, facts };
}

export type OrderRequest = {
  externalId: string | null;
  channel: MachineChannel;
  /** The company, by its customer's id or its account's; both when both were said. */
  customerId: string | null;
  accountId: string | null;
  agentId: string;
  note: string;
  item: ItemRequest & ({ action: "add"; offering: string; parts: string[] | null } | { action: "modify"; productId: string; offering: string | null } | { action: "delete"; productId: string });
};

function itemOf(item: z.output<typeof Item>): OrderRequest["item"] {
  const request = itemRequestOf(item);
  const offering = item.productOffering?.id ?? item.product?.productOffering?.id ?? null;
  if (item.action === "add") {
    if (!offering) throw new TmfError("23", "productOrderItem.0.productOffering.id: is missing");
    return { ...request, action: "add", offering, parts: item.productOrderItem?.map((part) => part.productOffering.id) ?? null };
  }
  if (item.action === "noChange") throw new TmfError("2", "an item that changes nothing is not taken");
  if (!item.product?.id) throw new TmfError("23", "productOrderItem.0.product.id: is missing");
  if (item.action === "delete") return { ...request, action: "delete", productId: item.product.id };
  return { ...request, action: "modify", productId: item.product.id, offering };
}

/**
 * TMF622: what a posted order asks for: one product, new, changed or given up, for one company. Throws 400 for what is missing or wrong, and for
 * what only the platform may set; 422 for what no use case does.
 */
export function orderRequestOf(body: Json): OrderRequest {
  const set = owned.filter((name) => body[name] !== undefined);
  if (set.length > 0) throw new TmfError("24", `${set.join(", ")}: set by the platform`);
  const { externalId, productOrderItem, relatedParty = [], billingAccount, channel, note = [] } = checked(Body, body);
  const [item, ...more] = productOrderItem;
  if (!item || more.length > 0) throw new TmfError("2", "an order has one item: send an order for each product");
  const customer = relatedParty.find(({ role, "@referredType": type }) => role === "customer" || (role === undefined && type === "Customer"));
  const account = billingAccount ?? item.billingAccount;
  if (!customer && !account) throw new TmfError("23", "relatedParty with the role customer, or billingAccount: is missing");
  const text = note.map((one) => one.text).join("\n");
  if (text.length > 500) throw new TmfError("24", "note: over 500 letters");
  return {
    externalId: externalId ?? null, channel: channelOf(channel), customerId: customer?.id ?? null, accountId: account?.id ?? null, agentId: relatedParty.find(({ role }) => role === "agent")?.id ?? "", note: text, item: itemOf(item),
  };
}

const Cancel = z.looseObject({ productOrder: reference, cancellationReason: z.string().trim().max(200).optional(), requestedCancellationDate: z.iso.datetime({ offset: true }).optional() });

/** TMF622, cancelProductOrder: which order, and why. An order is taken back at once, never on a day to come. */
export function cancelRequestOf(body: Json, now: Date): { orderId: string; reason: string } {
  const set = ["id", "href", "state", "effectiveCancellationDate"].filter((name) => body[name] !== undefined);
  if (set.length > 0) throw new TmfError("24", `${set.join(", ")}: set by the platform`);
  const { productOrder, cancellationReason = "", requestedCancellationDate } = checked(Cancel, body);
  if (requestedCancellationDate && new Date(requestedCancellationDate) > now) throw new TmfError("2", "an order is taken back at once; leave the date out");
  return { orderId: productOrder.id, reason: cancellationReason };
}

export const PatchedItems = z.array(Item).length(1);
export const PatchedNotes = z.array(Note).max(200);
