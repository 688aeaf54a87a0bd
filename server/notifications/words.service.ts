import type { Tx } from "../db";
import type { Notification } from "../generated/prisma/client";
import { firstProvinceOf } from "../platforms/province.rules";
import type { Scope } from "../scope";
import { mailHtml, plainOf } from "./mail.rules";
import { type Language, type Words, languageOf } from "./template.rules";
import { type Made, isTemplateKind, letterOf, templates } from "./templates.rules";

/** A province's own words where it has some, else the portal's. */
async function wordsIn(tx: Tx, provinceId: string, kind: string, language: Language): Promise<{ words: Words; isOwn: boolean } | null> {
  if (!isTemplateKind(kind)) return null;
  const standard: Words = templates[kind][language];
  const own = await tx.messageWords.findFirst({ where: { provinceId, kind, language, endedAt: null }, select: { subject: true, body: true } });
  return { words: own ? { ...standard, subject: own.subject, text: own.body } : standard, isOwn: own !== null };
}

/**
 * NT5: a message in the language of whoever reads it and in the words of their province, with the transaction that asks where it goes: its
 * notice reads the same. What was made of no template stays as it was written.
 */
export async function wordAnew(tx: Tx, scope: Scope, row: Notification, locale: string): Promise<Notification> {
  if (row.made === null) return row;
  const language = languageOf(locale);
  const made = JSON.parse(row.made) as Made;
  const account = row.customerId ? await tx.customer.findFirst({ where: { id: row.customerId }, select: { provinceId: true } }) : null;
  const found = await wordsIn(tx, account?.provinceId ?? made.provinceId ?? firstProvinceOf(scope.platformId), row.kind, language);
  if (!found || (language === "zh-CN" && !found.isOwn)) return row;
  const letter = letterOf(found.words, made, language);
  const said = { subject: letter.subject, text: plainOf(letter), html: mailHtml(letter, language) };
  await tx.notification.updateMany({ where: { id: row.id }, data: said });
  return { ...row, ...said };
}

/** The language of whoever signs in with a mailbox; the portal's own for one that nobody does. */
export async function localeAt(tx: Tx, recipient: string): Promise<string> {
  const person = await tx.person.findFirst({ where: { email: recipient.toLowerCase() }, select: { locale: true } });
  return person?.locale ?? "zh-CN";
}
