import type Stripe from "stripe";
import { z } from "zod";
import { customerFor, isDeleted, newCustomer } from "../core/customers";
import { attach, methodFor } from "../core/methods";
import { idOf } from "../store/tables";
import { invalid, missing } from "../wire/errors";
import { isInRange, pageOf } from "../wire/list";
import { choice, clearable, email, expand, list, mergedMetadata, metadata, paging, text, timeRange } from "../wire/params";
import { apiRoute, idFrom, type ApiRoute } from "../wire/route";

const address = z.strictObject({ city: clearable().optional(), country: clearable(2).optional(), line1: clearable().optional(), line2: clearable().optional(), postal_code: clearable().optional(), state: clearable().optional() });
const emptied = z.literal("").transform(() => null);
const fields = {
  address: z.union([emptied, address]).optional(),
  description: clearable().optional(),
  email: z.union([emptied, email()]).optional(),
  invoice_settings: z.strictObject({ default_payment_method: clearable().optional() }).optional(),
  metadata: metadata().optional(),
  name: clearable(256).optional(),
  phone: clearable(20).optional(),
  preferred_locales: list(text(20)).optional(),
  ...expand,
};

const addressOf = (given: z.output<typeof address> | null | undefined): Stripe.Address | null =>
  given ? { city: given.city ?? null, country: given.country ?? null, line1: given.line1 ?? null, line2: given.line2 ?? null, postal_code: given.postal_code ?? null, state: given.state ?? null } : null;

export const customerRoutes: readonly ApiRoute[] = [
  apiRoute({
    method: "POST",
    path: "/v1/customers",
    operation: "customers.create",
    params: z.strictObject({ ...fields, payment_method: text().optional() }),
    run: (work, given) => {
      const method = given.payment_method === undefined ? null : methodFor(work, given.payment_method, "payment_method");
      const customer = newCustomer(work, {
        address: addressOf(given.address),
        description: given.description ?? null,
        email: given.email ?? null,
        name: given.name ?? null,
        phone: given.phone ?? null,
        metadata: mergedMetadata({}, given.metadata),
        preferred_locales: given.preferred_locales ?? [],
      });
      if (method) attach(work, method.id, customer.id, false);
      return work.get("customers", customer.id) ?? customer;
    },
  }),
  apiRoute({
    method: "GET",
    path: "/v1/customers",
    operation: "customers.list",
    params: z.strictObject({ ...paging, ...expand, created: timeRange().optional(), email: text().optional() }),
    run: (work, given) => {
      const rows = work.all("customers").filter((row): row is Stripe.Customer => !isDeleted(row));
      const fitting = rows.filter((row) => isInRange(row.created, given.created) && (given.email === undefined || row.email === given.email));
      return pageOf(fitting, given, "/v1/customers");
    },
  }),
  apiRoute({
    method: "GET",
    path: "/v1/customers/{id}",
    operation: "customers.retrieve",
    params: z.strictObject(expand),
    run: (work, _given, ids) => {
      const customer = work.get("customers", idFrom(ids));
      if (!customer) throw missing("customers", idFrom(ids));
      return customer;
    },
  }),
  apiRoute({
    method: "POST",
    path: "/v1/customers/{id}",
    operation: "customers.update",
    params: z.strictObject(fields),
    run: (work, { expand: _expand, ...given }, ids) => {
      const customer = live(work.get("customers", idFrom(ids)), idFrom(ids));
      const { address: newAddress, metadata: change, invoice_settings: settings, ...plain } = given;
      const named = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
      const method = settings?.default_payment_method;
      if (typeof method === "string" && idOf(work.get("paymentMethods", method)?.customer) !== customer.id) throw missing("paymentMethods", method, "invoice_settings[default_payment_method]");
      const changed: Stripe.Customer = {
        ...customer,
        ...named,
        ...(newAddress === undefined ? {} : { address: addressOf(newAddress) }),
        ...(method === undefined ? {} : { invoice_settings: { ...customer.invoice_settings, default_payment_method: method } }),
        metadata: mergedMetadata(customer.metadata, change),
      };
      work.put("customers", changed);
      work.emit("customer.updated", changed);
      return changed;
    },
  }),
  apiRoute({
    method: "DELETE",
    path: "/v1/customers/{id}",
    operation: "customers.delete",
    params: z.strictObject({}),
    run: (work, _given, ids) => {
      const customer = live(work.get("customers", idFrom(ids)), idFrom(ids));
      const gone: Stripe.DeletedCustomer = { id: customer.id, object: "customer", deleted: true };
      for (const method of work.by("paymentMethods", "customer", customer.id)) work.put("paymentMethods", { ...method, customer: null });
      work.put("customers", gone);
      work.emit("customer.deleted", customer);
      return gone;
    },
  }),
  apiRoute({
    method: "GET",
    path: "/v1/customers/{id}/payment_methods",
    operation: "customers.listPaymentMethods",
    params: z.strictObject({ ...paging, ...expand, type: choice(["card", "alipay", "wechat_pay"]).optional() }),
    run: (work, given, ids) => {
      const customer = live(work.get("customers", idFrom(ids)), idFrom(ids));
      const rows = work.by("paymentMethods", "customer", customer.id).filter((row) => given.type === undefined || row.type === given.type);
      return pageOf(rows, given, `/v1/customers/${customer.id}/payment_methods`);
    },
  }),
  apiRoute({
    method: "GET",
    path: "/v1/customers/{id}/payment_methods/{method}",
    operation: "customers.retrievePaymentMethod",
    params: z.strictObject(expand),
    run: (work, _given, ids) => ofCustomer(work.get("paymentMethods", ids.method ?? ""), idFrom(ids), ids.method ?? ""),
  }),
];

function live(customer: Stripe.Customer | Stripe.DeletedCustomer | undefined, id: string): Stripe.Customer {
  if (!customer || isDeleted(customer)) throw missing("customers", id);
  return customer;
}

function ofCustomer(method: Stripe.PaymentMethod | undefined, customer: string, id: string): Stripe.PaymentMethod {
  if (!method || idOf(method.customer) !== customer) throw missing("paymentMethods", id);
  return method;
}

export const paymentMethodRoutes: readonly ApiRoute[] = [
  apiRoute({
    method: "GET",
    path: "/v1/payment_methods/{id}",
    operation: "paymentMethods.retrieve",
    params: z.strictObject(expand),
    run: (work, _given, ids) => work.get("paymentMethods", idFrom(ids)) ?? notThere(idFrom(ids)),
  }),
  apiRoute({
    method: "POST",
    path: "/v1/payment_methods/{id}/attach",
    operation: "paymentMethods.attach",
    params: z.strictObject({ customer: text(), ...expand }),
    run: (work, given, ids) => {
      const customer = customerFor(work, given.customer);
      return attach(work, methodFor(work, idFrom(ids), "payment_method").id, customer.id, false);
    },
  }),
  apiRoute({
    method: "POST",
    path: "/v1/payment_methods/{id}/detach",
    operation: "paymentMethods.detach",
    params: z.strictObject(expand),
    run: (work, _given, ids) => {
      const method = work.get("paymentMethods", idFrom(ids)) ?? notThere(idFrom(ids));
      if (method.customer === null) throw notAttached();
      const detached: Stripe.PaymentMethod = { ...method, customer: null };
      work.put("paymentMethods", detached);
      forget(work.get("customers", idOf(method.customer) ?? ""), method.id, (changed) => work.put("customers", changed));
      work.emit("payment_method.detached", detached, { customer: idOf(method.customer) });
      return detached;
    },
  }),
];

function notThere(id: string): never {
  throw missing("paymentMethods", id);
}

function notAttached() {
  return invalid("The payment method you provided is not attached to a customer so detachment is impossible.");
}

/** A method that is gone cannot stay somebody's standard one. */
function forget(customer: Stripe.Customer | Stripe.DeletedCustomer | undefined, method: string, put: (changed: Stripe.Customer) => void): void {
  if (!customer || isDeleted(customer) || idOf(customer.invoice_settings.default_payment_method) !== method) return;
  put({ ...customer, invoice_settings: { ...customer.invoice_settings, default_payment_method: null } });
}
