import { maskEmail, maskPhone } from "../accounts/account.rules";

/** A page that is opened again within so long counts once, so that the company's list stays readable. */
const WINDOW_MS = 30 * 60_000;

/** Begin of the half hour that an instant lies in. */
export const windowOf = (at: Date): Date => new Date(Math.floor(at.getTime() / WINDOW_MS) * WINDOW_MS);

/** What a look can be about, as the company's list is narrowed: pages, files, masked data in full, its own pages seen by staff, the partner's desk. */
export const lookGroups = ["page", "file", "reveal", "view", "partner"] as const;
export type LookGroup = (typeof lookGroups)[number];
export const kindsOfGroup = {
  page: ["customerPage", "reviewPage", "ticketPage", "quotePage", "productPage", "billPage", "withdrawalPage"],
  file: ["paper", "billFile", "contractFile", "fapiaoFile"],
  reveal: ["reveal"],
  view: ["viewBegun", "viewPage", "viewEnded"],
  partner: ["partnerRequests"],
} as const satisfies Record<LookGroup, readonly string[]>;
export const lookKinds = Object.values(kindsOfGroup).flat();

/** Where masked data stands, and so what is shown of it. */
export const maskedPlaces = ["customer", "opening", "recovery", "ticket", "order", "fapiao", "withdrawal", "bankLine"] as const;
export type MaskedPlace = (typeof maskedPlaces)[number];
export const maskedFields = ["phone", "email", "contactNumber", "currentNumber", "administratorEmail", "bankAccount"] as const;
export type MaskedField = (typeof maskedFields)[number];
export const lookReasons = ["verify", "contact", "ticket", "payOut", "fapiao", "other"] as const;

/** 尾号 of a bank account or any other number that no rule of its own masks; a short one shows nothing. */
export const maskNumber = (text: string): string => (text === "" ? "" : `****${text.length > 8 ? text.slice(-4) : ""}`);

/** Of an order's facts those that reach a person: a number, a mailbox. */
const factMasks: Readonly<Record<string, (text: string) => string>> = {
  contactNumber: (text) => (maskPhone(text) === text ? maskNumber(text) : maskPhone(text)),
  currentNumber: maskNumber,
  administratorEmail: maskEmail,
};

/** DP4: an order's facts as staff read them until one gives a reason. */
export const maskFacts = (facts: Readonly<Record<string, string>>): Record<string, string> => Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, factMasks[name]?.(value) ?? value]));

/** The masked ones of an order's facts, in full. */
export const hiddenFacts = (facts: Readonly<Record<string, string>>): [MaskedField, string][] => maskedFields.flatMap((name) => (name in factMasks && facts[name] ? [[name, facts[name]] as [MaskedField, string]] : []));
