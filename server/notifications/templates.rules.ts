import { accountWords } from "./account.words";
import { billWords } from "./bill.words";
import { groupWords } from "./group.words";
import type { NoticeKind } from "./kind.rules";
import type { Letter } from "./mail.rules";
import { moneyWords } from "./money.words";
import { openingWords } from "./opening.words";
import { orderWords } from "./order.words";
import { personWords } from "./person.words";
import { privacyWords } from "./privacy.words";
import { productWords } from "./product.words";
import { quoteWords } from "./quote.words";
import { serviceWords } from "./service.words";
import { type DataOf, type Language, type Pair, type Uneven, type Values, type Words, fill, greeting } from "./template.rules";

/** NT5: the words of messages, by their kind; a kind that has none does not compile. */
export const templates = { ...orderWords, ...quoteWords, ...productWords, ...moneyWords, ...billWords, ...openingWords, ...personWords, ...accountWords, ...groupWords, ...privacyWords, ...serviceWords } as const satisfies Record<NoticeKind, Pair>;
export type TemplateKind = keyof typeof templates;
export const templateKinds = Object.keys(templates) as [TemplateKind, ...TemplateKind[]];

// A name that one language has and the other lacks stops the build here, with the kinds that are uneven.
true satisfies [Uneven<typeof templates>] extends [never] ? true : Uneven<typeof templates>;

/** What is kept of a message that was made of a template, so that it can be worded anew; `provinceId` where no account says in whose words. */
export type Made = { values: Values; greets: string | null; link: { url: string } | null; provinceId?: string };
export const isTemplateKind = (kind: string): kind is TemplateKind => Object.hasOwn(templates, kind);

declare const isWhole: unique symbol;
/** A message of a kind with all its data. Only `worded` makes one: a sentence put together elsewhere is none. */
export type Told = { kind: TemplateKind; values: Values; readonly [isWhole]: true };
export const worded = <K extends TemplateKind>(kind: K, values: DataOf<(typeof templates)[K]>): Told => ({ kind, values } as unknown as Told);

/** A letter out of words and what was kept of a message. */
export function letterOf({ subject, text, link }: Words, { values, greets, link: button }: Made, language: Language): Letter {
  return { subject: fill(subject, values, language), text: `${greets === null ? "" : greeting(greets, language)}${fill(text, values, language)}`, link: button && link !== undefined ? { url: button.url, label: fill(link, values, language) } : null };
}
