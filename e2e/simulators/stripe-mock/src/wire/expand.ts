import type { Reader } from "../store/store";
import { invalid } from "./errors";
import { presentBalance } from "./present";
import { slice } from "./list";

type Resolve = (reader: Reader, id: string, now: number) => object | undefined;
type Fields = Record<string, Resolve>;

const customer: Resolve = (reader, id) => reader.get("customers", id);
const paymentIntent: Resolve = (reader, id) => reader.get("paymentIntents", id);
const paymentMethod: Resolve = (reader, id) => reader.get("paymentMethods", id);
const charge: Resolve = (reader, id) => reader.get("charges", id);
const balance: Resolve = (reader, id, now) => {
  const row = reader.get("balanceTransactions", id);
  return row ? presentBalance(row, now) : undefined;
};
const source: Resolve = (reader, id) => reader.get("charges", id) ?? reader.get("refunds", id) ?? reader.get("disputes", id);

/** What may be expanded, by kind of object; the SDK's typings say the same. */
const fields: Record<string, Fields> = {
  "checkout.session": { customer, payment_intent: paymentIntent, setup_intent: (reader, id) => reader.get("setupIntents", id) },
  payment_intent: { customer, latest_charge: charge, payment_method: paymentMethod },
  setup_intent: { customer, payment_method: paymentMethod },
  payment_method: { customer },
  charge: { customer, payment_intent: paymentIntent, balance_transaction: balance, failure_balance_transaction: balance },
  refund: { charge, customer, payment_intent: paymentIntent, payment_method: paymentMethod, balance_transaction: balance, failure_balance_transaction: balance },
  dispute: { charge, payment_intent: paymentIntent },
  balance_transaction: { source },
  invoice_settings: { default_payment_method: paymentMethod },
};

/** Lists that are part of an object only when they are asked for. */
const lists: Record<string, (reader: Reader, id: string) => object> = {
  "checkout.session line_items": (reader, id) => slice(reader.get("sessionFacts", id)?.lines ?? [], {}, `/v1/checkout/sessions/${id}/line_items`),
  "charge refunds": (reader, id) => slice([...reader.by("refunds", "charge", id)].reverse(), {}, `/v1/charges/${id}/refunds`),
};

const depthLimit = 4;

/** The answer with every asked-for reference replaced by the object behind it. */
export function expanded(reader: Reader, now: number, answer: object, paths: readonly string[]): object {
  return paths.reduce((value, path) => {
    const segments = path.split(".");
    const depth = segments[0] === "data" ? segments.length - 1 : segments.length;
    if (depth > depthLimit) throw invalid(`You cannot expand more than ${depthLimit} levels of a property. Property: ${path}`);
    return expand({ reader, now, path }, value, segments);
  }, answer);
}

type Call = { reader: Reader; now: number; path: string };

function expand(call: Call, value: object, segments: readonly string[]): object {
  const [field, ...rest] = segments;
  if (field === undefined) return value;
  const holder = value as Record<string, unknown>;
  if (holder.object === "list" && field === "data" && Array.isArray(holder.data)) {
    return { ...holder, data: holder.data.map((item: object) => expand(call, item, rest)) };
  }
  const kind = typeof holder.object === "string" ? holder.object : "";
  const list = lists[`${kind} ${field}`];
  if (list) {
    const known = holder[field];
    const found = typeof known === "object" && known !== null ? known : list(call.reader, String(holder.id));
    return { ...holder, [field]: expand(call, found, rest) };
  }
  const nested = holder[field];
  if (kind === "customer" && field === "invoice_settings" && typeof nested === "object" && nested !== null) {
    const inner = expand(call, { ...nested, object: "invoice_settings" }, rest) as Record<string, unknown>;
    const { object: _object, ...settings } = inner;
    return { ...holder, invoice_settings: settings };
  }
  const resolve = fields[kind]?.[field];
  if (!resolve) throw cannot(call.path, field, kind);
  if (typeof nested === "string") {
    const found = resolve(call.reader, nested, call.now);
    return found ? { ...holder, [field]: expand(call, found, rest) } : holder;
  }
  return typeof nested === "object" && nested !== null ? { ...holder, [field]: expand(call, nested, rest) } : holder;
}

function cannot(path: string, field: string, kind: string) {
  const hint = kind === "list" ? ` You may want to try expanding 'data.${path}' instead.` : "";
  return invalid(`This property cannot be expanded (${field}).${hint}`, { param: "expand" });
}

