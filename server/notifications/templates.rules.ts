import { accountWords } from "./account.words";
import type { NoticeKind } from "./kind.rules";
import { moneyWords } from "./money.words";
import { orderWords } from "./order.words";
import { privacyWords } from "./privacy.words";
import { quoteWords } from "./quote.words";
import { serviceWords } from "./service.words";
import { type DataOf, type Language, type Pair, type Uneven, type Values, type Words, fill, greeting } from "./template.rules";

/** NT5: the words of messages, by their kind. */
export const templates = { ...orderWords, ...moneyWords, ...accountWords, ...serviceWords, ...quoteWords, ...privacyWords } as const satisfies Partial<Record<NoticeKind, Pair>>;
export type TemplateKind = keyof typeof templates;
export const templateKinds = Object.keys(templates) as [TemplateKind, ...TemplateKind[]];

// A name that one language has and the other lacks stops the build here, with the kinds that are uneven.
true satisfies [Uneven<typeof templates>] extends [never] ? true : Uneven<typeof templates>;

/** What is kept of a message that was made of a template, so that it can be worded anew. */
export type Made = { values: Values; greets: string | null; link: { label: string; url: string } | null };
export const isTemplateKind = (kind: string): kind is TemplateKind => Object.hasOwn(templates, kind);

/** A message of a kind with its data, in the portal's own words and language; who reads it in others gets them when it leaves. */
export function worded<K extends TemplateKind>(kind: K, values: DataOf<(typeof templates)[K]>): { kind: K; subject: string; text: string; values: Values } {
  const { subject, text }: Words = templates[kind]["zh-CN"];
  return { kind, subject: fill(subject, values as Values, "zh-CN"), text: fill(text, values as Values, "zh-CN"), values: values as Values };
}

/** A letter out of words and what was kept of a message. */
export function letterOf({ subject, text, link: label }: Words, { values, greets, link }: Made, language: Language): { subject: string; text: string; link: Made["link"] } {
  return { subject: fill(subject, values, language), text: `${greets === null ? "" : greeting(greets, language)}${fill(text, values, language)}`, link: link && { url: link.url, label: label ?? link.label } };
}
