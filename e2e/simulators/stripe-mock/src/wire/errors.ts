export type StripeErrorBody = {
  type: "invalid_request_error" | "api_error" | "card_error" | "idempotency_error";
  message: string;
  code?: string | undefined;
  param?: string | undefined;
  decline_code?: string | undefined;
  charge?: string | undefined;
  payment_intent?: unknown;
  payment_method?: unknown;
  payment_method_type?: string | undefined;
  advice_code?: string | undefined;
};

/** An answer other than success. `keeps` says that what was changed so far happened all the same, as with a declined card. */
export class StripeFailure extends Error {
  constructor(
    readonly status: number,
    readonly body: StripeErrorBody,
    readonly keeps = false,
  ) {
    super(body.message);
  }
}

export function invalid(message: string, more: { param?: string; code?: string; status?: number } = {}): StripeFailure {
  const { status = 400, ...rest } = more;
  return new StripeFailure(status, { type: "invalid_request_error", message, ...rest });
}

const nouns = {
  customers: "customer",
  sessions: "checkout.session",
  paymentIntents: "payment_intent",
  setupIntents: "setupintent",
  paymentMethods: "PaymentMethod",
  charges: "charge",
  refunds: "refund",
  balanceTransactions: "balance transaction",
  disputes: "dispute",
  events: "event",
} as const;

/** 404 for the thing an address names, 400 for one a parameter names. */
export function missing(table: keyof typeof nouns, id: string, param?: string): StripeFailure {
  const message = `No such ${nouns[table]}: '${id}'`;
  return invalid(message, { code: "resource_missing", param: param ?? "id", status: param === undefined ? 404 : 400 });
}
