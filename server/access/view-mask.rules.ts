import { maskEmail, maskPhone } from "../accounts/account.rules";
import { maskNumber } from "./look.rules";

/** Begins where no letter of a mailbox stands before, so that no text makes it look at the same letters again and again (promise 42). */
const email = /(?<![\w.+%'-])[\w.+%'-]{1,64}@(?:[\w-]{1,63}\.){1,10}[a-z]{2,18}/gi;
const mobile = /(?<![\dA-Za-z])1[3-9]\d{9}(?![\dA-Za-z])/g;
/** As long as the numbers of bank accounts and of identity papers are, by itself. */
const longNumber = /(?<![\dA-Za-z-])(?:\d{12,19}|\d{17}[\dXx])(?![\dA-Za-z-])/g;

const maskText = (text: string): string => text.replace(email, maskEmail).replace(mobile, maskPhone).replace(longNumber, maskNumber);

/**
 * BO4, DP4: what a call answers, as a clerk who views a company's pages reads it: mailboxes, mobile numbers and numbers of accounts or papers
 * masked wherever they stand, since each page is the customer's own and shows them in full.
 */
export function maskedForView(value: unknown): unknown {
  if (typeof value === "string") return maskText(value);
  if (Array.isArray(value)) return value.map(maskedForView);
  if (value === null || typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, maskedForView(inner)]));
}
