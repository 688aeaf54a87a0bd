export type Decline = { code: string; declineCode?: string; message: string; advice?: "try_again_later" | "do_not_try_again" };

const declined = (declineCode: string, message = "Your card was declined."): Decline => ({ code: "card_declined", declineCode, message });

/** Answers of the issuing bank, as Stripe words them. */
export const declines = {
  generic: declined("generic_decline"),
  insufficientFunds: declined("insufficient_funds", "Your card has insufficient funds."),
  lost: declined("lost_card"),
  stolen: declined("stolen_card"),
  fraudulent: declined("fraudulent"),
  expired: { code: "expired_card", declineCode: "expired_card", message: "Your card has expired." },
  incorrectCvc: { code: "incorrect_cvc", declineCode: "incorrect_cvc", message: "Your card's security code is incorrect." },
  processing: { code: "processing_error", declineCode: "processing_error", message: "An error occurred while processing your card. Try again in a little bit." },
  authenticationRequired: {
    code: "authentication_required",
    declineCode: "authentication_required",
    message: "Your card was declined. This transaction requires authentication.",
  },
  authenticationFailed: {
    code: "payment_intent_authentication_failure",
    message: "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
  },
  provider: { code: "payment_method_provider_decline", message: "The customer or payment provider declined this payment." },
} as const satisfies Record<string, Decline>;

export type CardKind = {
  number: string;
  token: string;
  brand: "visa" | "mastercard" | "amex" | "unionpay";
  funding: "credit" | "debit";
  decline?: Decline;
  /** `always` asks each time, `unlessSetUp` never again once a challenge was passed while it was saved. */
  challenge?: "always" | "unlessSetUp";
  /** Refused already when it is attached or set up, not only when charged. */
  refusesSetup?: boolean;
};

const visa = (number: string, token: string, more: Partial<CardKind> = {}): CardKind => ({ number, token, brand: "visa", funding: "credit", ...more });
const refused = (number: string, token: string, decline: Decline) => visa(number, token, { decline, refusesSetup: true });

/** Stripe's test numbers and the ready-made methods of the same behaviour. */
const kinds: readonly CardKind[] = [
  visa("4242424242424242", "pm_card_visa"),
  visa("4000056655665556", "pm_card_visa_debit", { funding: "debit" }),
  visa("5555555555554444", "pm_card_mastercard", { brand: "mastercard" }),
  visa("378282246310005", "pm_card_amex", { brand: "amex" }),
  visa("6200000000000005", "pm_card_unionpay", { brand: "unionpay" }),
  refused("4000000000000002", "pm_card_chargeDeclined", declines.generic),
  refused("4000000000000002", "pm_card_visa_chargeDeclined", declines.generic),
  refused("4000000000009995", "pm_card_chargeDeclinedInsufficientFunds", declines.insufficientFunds),
  refused("4000000000009995", "pm_card_visa_chargeDeclinedInsufficientFunds", declines.insufficientFunds),
  refused("4000000000009987", "pm_card_visa_chargeDeclinedLostCard", declines.lost),
  refused("4000000000009979", "pm_card_visa_chargeDeclinedStolenCard", declines.stolen),
  refused("4100000000000019", "pm_card_chargeDeclinedFraudulent", declines.fraudulent),
  refused("4000000000000069", "pm_card_chargeDeclinedExpiredCard", declines.expired),
  refused("4000000000000127", "pm_card_chargeDeclinedIncorrectCvc", declines.incorrectCvc),
  refused("4000000000000119", "pm_card_chargeDeclinedProcessingError", declines.processing),
  visa("4000000000000341", "pm_card_chargeCustomerFail", { decline: declines.generic }),
  visa("4000002760003184", "pm_card_authenticationRequired", { challenge: "always" }),
  visa("4000002500003155", "pm_card_authenticationRequiredOnSetup", { challenge: "unlessSetUp" }),
  visa("4000002500003155", "pm_card_authenticationRequiredSetupForOffSession", { challenge: "unlessSetUp" }),
  visa("4000008260003178", "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds", { challenge: "always", decline: declines.insufficientFunds }),
  visa("4000000000003220", "pm_card_threeDSecure2Required", { challenge: "always" }),
  visa("4000000000003220", "pm_card_threeDSecureRequired", { challenge: "always" }),
];

const brands: readonly (readonly [RegExp, CardKind["brand"]])[] = [
  [/^3[47]/, "amex"],
  [/^(5[1-5]|2[2-7])/, "mastercard"],
  [/^62/, "unionpay"],
];

export const cardOfToken = (token: string): CardKind | undefined => kinds.find((kind) => kind.token === token);

/** Any well-formed number is a card of a healthy bank unless it is one of the known test numbers. */
export function cardOfNumber(number: string): CardKind {
  const brand = brands.find(([pattern]) => pattern.test(number))?.[1] ?? "visa";
  return kinds.find((kind) => kind.number === number) ?? { number, token: "", brand, funding: "credit" };
}

/** The check digit every card number ends in. */
export function passesLuhn(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;
  const digits = Array.from(number, Number).reverse();
  const total = digits.reduce((sum, digit, place) => {
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    return sum + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return total % 10 === 0;
}
