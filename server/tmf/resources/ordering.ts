import type { OrderCancellation, Prisma, ProductOrderItem } from "../../generated/prisma/client";
import { type Channel, OrderOperation, type ProductOrderState } from "../../generated/prisma/enums";
import { productName } from "../../inventory/product.words";
import { always, id, instant, ownId, text, word } from "../attribute.rules";
import { orderCount, orderLeap, orderTotal } from "../order-total.service";
import { createCancellation, createOrder, patchOrder } from "../order-write.service";
import { type Call, type Json, type Resource, hrefOf, tableOf } from "../resource";
import { accountRef, at, byAccount, byOffering, catalogIds, characteristic, companiesOf, customerParty, identified, moneyOf, onDay, refOf, soldAs, unique } from "./parts";

const withParts = { items: { orderBy: { id: "asc" } }, messages: { where: { isInternal: false }, orderBy: [{ at: "asc" }, { id: "asc" }] } } satisfies Prisma.ProductOrderInclude;
export type OrderRow = Prisma.ProductOrderGetPayload<{ include: typeof withParts }>;

const channelNames: Record<Channel, string> = { portal: "网上营业厅", counter: "营业厅", hotline: "10060", accountManager: "客户经理" };
/** Our states are TM Forum's own; an order that is still being filled in is nobody's but its writer's. */
const orderStates = Object.fromEntries((["acknowledged", "pending", "held", "inProgress", "completed", "partial", "rejected", "cancelled", "failed"] satisfies ProductOrderState[]).map((state) => [state, state]));

/** Words of ours that are said outside as they are. */
const ownWords = (words: Readonly<Record<string, string>>) => Object.fromEntries(Object.keys(words).map((word) => [word, word]));

const priceOf = (name: string, priceType: string, fen: bigint) => ({ name, priceType, ...(priceType === "recurring" ? { recurringChargePeriod: "month" } : {}), price: { taxIncludedAmount: moneyOf(fen), "@type": "Price" }, "@type": "OrderPrice" });
const pricesOf = ({ firstBillFen, monthlyFen }: { firstBillFen: bigint; monthlyFen: bigint }) => [priceOf("首期费用", "oneTime", firstBillFen), priceOf("月租费", "recurring", monthlyFen)];
/** An item has no state "partial" in TM Forum's list. */
const itemState = (state: ProductOrderState) => (state === "partial" ? "inProgress" : state);

type Facts = { sold: Awaited<ReturnType<typeof catalogIds>>; products: Map<string, { id: string; state: string }>; companies: Awaited<ReturnType<typeof companiesOf>> };

function itemView(item: ProductOrderItem, order: OrderRow, facts: Facts): Json {
  const product = facts.products.get(item.productId ?? item.id);
  const own = item.parentItemId === null ? Object.entries(order.facts as Record<string, string>).map(([name, value]) => characteristic(name, value)) : [];
  const parts = order.items.filter(({ parentItemId }) => parentItemId === item.id);
  const sold = soldAs(item, facts.sold);
  return {
    id: item.id, action: item.action, quantity: 1, state: itemState(item.state), ...sold, itemTotalPrice: pricesOf(item),
    product: {
      ...(product ? { id: product.id, href: hrefOf("637", "product", product.id), status: product.state } : {}), name: productName(item), productCharacteristic: [characteristic("seats", item.seats), ...own], ...sold,
      "@type": "Product", ...(product ? { "@referredType": "Product" } : {}),
    },
    ...(parts.length > 0 ? { productOrderItem: parts.map((part) => itemView(part, order, facts)) } : {}), "@type": "ProductOrderItem",
  };
}

/** Why an order ended without opening anything, for whoever reads it outside. */
const endings: Partial<Record<OrderRow["stage"], string>> = { cancelled: "cancelled by the customer", expired: "not corrected in time", handedOff: "handed off to the counter", refused: "refused in review" };

function orderView(row: OrderRow, facts: Facts): Json {
  const company = facts.companies.get(row.customerId);
  const account = accountRef(company);
  const notes = [...(row.note ? [{ id: row.id, author: row.acceptedByName, date: row.createdAt.toISOString(), text: row.note, "@type": "Note" }] : []), ...row.messages.map((message) => ({ id: message.id, author: message.authorName, date: message.at.toISOString(), text: message.text, "@type": "Note" }))];
  const hasCome = row.state === "completed" || row.state === "partial";
  return {
    ...identified("622", "productOrder", row.id), ...(row.externalId ? { externalId: row.externalId } : {}), state: row.state, category: row.operation, description: row.number, priority: "4",
    orderDate: row.createdAt.toISOString(), ...onDay("requestedStartDate", row.startOn), ...(hasCome ? at("completionDate", row.closedAt) : {}),
    ...(row.state === "cancelled" || row.state === "rejected" ? { ...at("cancellationDate", row.closedAt), cancellationReason: endings[row.stage] ?? "" } : {}),
    channel: [{ id: row.channel, name: channelNames[row.channel], role: "ordering", "@type": "RelatedChannel", "@referredType": "Channel" }],
    relatedParty: [customerParty(row.customerId, company), ...(row.agentId ? [{ id: row.agentId, role: "agent", "@type": "RelatedParty", "@referredType": "PartyRole" }] : [])],
    ...(account ? { billingAccount: account } : {}), ...(notes.length > 0 ? { note: notes } : {}), orderTotalPrice: pricesOf(row),
    productOrderItem: row.items.filter(({ parentItemId }) => parentItemId === null).map((item) => itemView(item, row, facts)),
  };
}

/** Orders in TM Forum's form; what they opened, or change, is named once it stands. */
async function orderViews(rows: OrderRow[], { scope }: Call): Promise<Json[]> {
  const items = rows.flatMap((row) => row.items);
  const [companies, sold, products] = await Promise.all([
    companiesOf(scope.db, rows.map(({ customerId }) => customerId)),
    catalogIds(scope.db, items),
    scope.db.product.findMany({ where: { OR: [{ orderItemId: { in: items.map((item) => item.id) } }, { id: { in: unique(items.map((item) => item.productId)) } }] }, select: { id: true, orderItemId: true, state: true } }),
  ]);
  const facts: Facts = { sold, companies, products: new Map(products.flatMap((product) => [[product.orderItemId, product], [product.id, product]] as const)) };
  return rows.map((row) => orderView(row, facts));
}

/** The order as it stands after a write. */
async function written(call: Call, id: string): Promise<Json> {
  return (await orderTable.byId(call, id)) ?? {};
}

/** TMF622, productOrder: every order that was sent, from whichever channel. */
const orderTable: Resource = tableOf<OrderRow>({
  name: "productOrder",
  table: (db) => db.productOrder,
  within: { stage: { not: "draft" } },
  include: withParts,
  attributes: {
    id: ownId, externalId: text("externalId"), state: word("state", orderStates), orderDate: instant("createdAt"), category: word("operation", ownWords(OrderOperation)), description: text("number"),
    "relatedParty.id": { where: (operator, values) => ({ OR: [id("customerId").where(operator, values), text("agentId").where(operator, values)] }) }, "billingAccount.id": byAccount(), "channel.id": word("channel", { portal: "portal", counter: "counter", hotline: "hotline", accountManager: "accountManager" }),
    "productOrderItem.id": id("items.some.id"), "productOrderItem.productOffering.id": byOffering(text("items.some.offeringCode").where), "productOrderItem.product.id": id("items.some.productId"), "productOrderItem.action": word("items.some.action", { add: "add", modify: "modify", delete: "delete" }),
  },
  since: { attribute: "orderDate", column: "createdAt" },
  total: orderTotal,
  count: orderCount,
  leap: orderLeap,
  view: orderViews,
  create: async (call, body) => written(call, await createOrder(call, body)),
  patch: async (call, current, body) => {
    await patchOrder(call, current, body);
    return written(call, String(current.id));
  },
});

const cancellationView = ({ id: key, orderId, reason, requestedAt, effectiveAt }: OrderCancellation): Json => ({
  ...identified("622", "cancelProductOrder", key), state: "done", ...(reason ? { cancellationReason: reason } : {}), requestedCancellationDate: requestedAt.toISOString(), effectiveCancellationDate: effectiveAt.toISOString(), productOrder: refOf("622", "productOrder", orderId),
});

/** TMF622, cancelProductOrder: a task that is done as soon as it is taken, or refused. */
const cancellationTable: Resource = tableOf<OrderCancellation>({
  name: "cancelProductOrder",
  table: (db) => db.orderCancellation,
  attributes: { id: ownId, state: always("done"), "productOrder.id": id("orderId"), requestedCancellationDate: instant("requestedAt"), effectiveCancellationDate: instant("effectiveAt") },
  view: (rows) => rows.map(cancellationView),
  create: async (call, body) => (await cancellationTable.byId(call, await createCancellation(call, body))) ?? {},
});

export const orderingResources: Resource[] = [orderTable, cancellationTable];
