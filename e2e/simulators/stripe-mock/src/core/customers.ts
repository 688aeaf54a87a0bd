import type Stripe from "stripe";
import { newId, randomText } from "../store/ids";
import { missing } from "../wire/errors";
import type { Work } from "./context";

export type CustomerInput = {
  address: Stripe.Address | null;
  description: string | null;
  email: string | null;
  name: string | null;
  phone: string | null;
  metadata: Record<string, string>;
  preferred_locales: string[];
};

export function newCustomer(work: Work, input: CustomerInput): Stripe.Customer {
  const customer: Stripe.Customer = {
    id: newId("cus").slice(0, 18),
    object: "customer",
    balance: 0,
    created: work.now,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    discount: null,
    invoice_prefix: randomText(8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    next_invoice_sequence: 1,
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
    ...input,
  };
  work.put("customers", customer);
  work.emit("customer.created", customer);
  return customer;
}

export const isDeleted = (customer: Stripe.Customer | Stripe.DeletedCustomer): customer is Stripe.DeletedCustomer => customer.deleted === true;

/** A customer a parameter names; a deleted one counts as unknown. */
export function customerFor(work: Work, id: string, param = "customer"): Stripe.Customer {
  const customer = work.get("customers", id);
  if (!customer || isDeleted(customer)) throw missing("customers", id, param);
  return customer;
}
