import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { type Tx, brokeConstraint } from "../db";
import type { MessageWords } from "../generated/prisma/client";
import { AppError, fieldError } from "../kernel/errors";
import { isOnDuty } from "../platforms/province.rules";
import type { Scope, StaffActor } from "../scope";
import { type Words, languages, namesIn, unknownIn } from "./template.rules";
import { type Made, templates } from "./templates.rules";
import type { ListWords, OneWords, ResetWords, SaveWords, WordsList, WordsView } from "./words-desk.schema";
import { calledOf, kindsOf } from "./words-list.rules";

type Place = z.output<typeof OneWords>;
const inUse = ({ kind, provinceId, language }: Place) => ({ kind, provinceId, language, endedAt: null });
const standardOf = ({ kind, language }: Pick<Place, "kind" | "language">): Words => templates[kind][language];

function needDuty(scope: Scope<StaffActor>, provinceId: string): void {
  if (!isOnDuty(scope.platformId, scope.actor.provinces, provinceId)) throw new AppError("NOT_FOUND");
}

/** NT5: a page of the kinds that are looked for, and in which languages a province has words of its own for them. */
export async function listWords(scope: Scope<StaffActor>, { provinceId, ...filter }: z.output<typeof ListWords>): Promise<z.output<typeof WordsList>> {
  needDuty(scope, provinceId);
  const { kinds, nextCursor } = kindsOf(filter);
  const own = await scope.db.messageWords.findMany({ where: { provinceId, kind: { in: kinds }, endedAt: null }, select: { kind: true, language: true } });
  const rows = kinds.map((kind) => {
    const { title, word } = calledOf(kind);
    return { kind, title, word, own: languages.filter((language) => own.some((row) => row.kind === kind && row.language === language)) };
  });
  return { rows, nextCursor };
}

/** Whoever has a code comes in by it: nobody reads one in a preview. */
const HIDDEN = "••••••";
const viewOf = (row: MessageWords | null) => row && { id: row.id, subject: row.subject, body: row.body, changedBy: row.changedBy, changedAt: row.changedAt };

/** One kind's words in a language: those in use, the ones before them, what they may name, and the data of the newest real message. */
export async function getWords(scope: Scope<StaffActor>, place: Place): Promise<WordsView> {
  needDuty(scope, place.provinceId);
  const { endedAt: _, ...of } = inUse(place);
  const [own, before, newest] = await Promise.all([
    scope.db.messageWords.findFirst({ where: inUse(place) }),
    scope.db.messageWords.findFirst({ where: { ...of, endedAt: { not: null } }, orderBy: { changedAt: "desc" } }),
    scope.db.notification.findFirst({ where: { kind: place.kind, channel: "email", made: { not: null } }, orderBy: { createdAt: "desc" }, select: { made: true, createdAt: true } }),
  ]);
  const standard = standardOf(place);
  const names = namesIn(standard);
  return {
    standard: { subject: standard.subject, body: standard.text }, own: viewOf(own), before: viewOf(before), names,
    sample: newest?.made ? { values: { ...(JSON.parse(newest.made) as Made).values, ...(names.includes("code") ? { code: HIDDEN } : {}) }, at: newest.createdAt } : null,
  };
}

/** Ends the words in use, if they are those that somebody saw, and keeps just these beside the next. Throws CHANGED_MEANWHILE. */
async function endWords(tx: Tx, scope: Scope, place: Place, seenId: string | null): Promise<MessageWords | null> {
  const { endedAt: _, ...of } = inUse(place);
  const current = await tx.messageWords.findFirst({ where: inUse(place) });
  if ((current?.id ?? null) !== seenId) throw new AppError("CHANGED_MEANWHILE");
  if (!current) return null;
  const ended = await tx.messageWords.updateMany({ where: { id: current.id, endedAt: null }, data: { endedAt: scope.now() } });
  if (ended.count === 0) throw new AppError("CHANGED_MEANWHILE");
  await tx.messageWords.deleteMany({ where: { ...of, id: { not: current.id }, endedAt: { not: null } } });
  return current;
}

/** NT5: a province's own words of a kind. A name that the message does not have, or a code that is not in it, is refused at its field. Throws CHANGED_MEANWHILE when somebody else was there first. */
export async function saveWords(scope: Scope<StaffActor>, { seenId, subject, body, ...place }: z.output<typeof SaveWords>): Promise<{ id: string }> {
  needDuty(scope, place.provinceId);
  const names = namesIn(standardOf(place));
  if (unknownIn(subject, names) !== null) throw fieldError("subject", "wordsUnknownName");
  if (unknownIn(body, names) !== null) throw fieldError("body", "wordsUnknownName");
  // Words may leave a name out; but whoever gets no code stays outside.
  if (names.includes("code") && !namesIn({ subject: "", text: body }).includes("code")) throw fieldError("body", "wordsCodeMissing");
  return scope.transaction(async (tx) => {
    const before = await endWords(tx, scope, place, seenId);
    const { id } = await tx.messageWords.create({ data: { ...place, subject, body, changedBy: scope.actor.name, changedAt: scope.now() } });
    await recordAudit(tx, scope, "messageWords.save", { kind: "messageWords", id }, { provinceId: place.provinceId, before: before && { subject: before.subject, body: before.body }, after: { ...place, subject, body } });
    return { id };
  }).catch((error: unknown) => {
    if (brokeConstraint(error, "MessageWords_in_use")) throw new AppError("CHANGED_MEANWHILE");
    throw error;
  });
}

/** NT5: back to the portal's own words; the province's stay beside them. */
export async function resetWords(scope: Scope<StaffActor>, { seenId, ...place }: z.output<typeof ResetWords>): Promise<void> {
  needDuty(scope, place.provinceId);
  await scope.transaction(async (tx) => {
    const before = await endWords(tx, scope, place, seenId);
    await recordAudit(tx, scope, "messageWords.reset", { kind: "messageWords", id: seenId }, { provinceId: place.provinceId, before: before && { subject: before.subject, body: before.body }, after: place });
  });
}
