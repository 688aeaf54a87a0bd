import type { Settings } from "../settings";
import { invalid } from "../wire/errors";
import { text, whole } from "../wire/params";

/** The greatest amount Stripe takes in one payment. */
const most = 99_999_999;
export const amountParam = () => whole({ min: 1, max: most });
export const currencyParam = () => text(3).transform((value) => value.toLowerCase());

/** Refuses a currency that is not taken and an amount that is not worth the trouble. */
export function checkAmount(settings: Settings, amount: number, currency: string, names: { amount: string; currency: string }): void {
  const known = Object.keys(settings.minimumAmounts);
  const least = settings.minimumAmounts[currency];
  if (least === undefined) {
    throw invalid(`Invalid currency: ${currency}. Stripe currently supports these currencies: ${known.join(", ")}`, { param: names.currency });
  }
  if (amount < least) {
    const worded = `${(least / 100).toFixed(2)} ${currency}`;
    throw invalid(`Amount must be at least ${worded}`, { code: "amount_too_small", param: names.amount });
  }
  if (amount > most) throw invalid(`Amount must be no more than ${(most / 100).toFixed(2)} ${currency}`, { code: "amount_too_large", param: names.amount });
}
