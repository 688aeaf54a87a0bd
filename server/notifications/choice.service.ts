import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import type { Reader, Tx } from "../db";
import { allows } from "../kernel/permissions";
import type { CustomerActor, Scope } from "../scope";
import { type Choice, type NoticeChannel, type Times, defaultOf, isTold, noTimes, noticeChannels } from "./choice.rules";
import { type ChoicesView, type DefaultsView, type RoleDefaults, type SaveChoices, type SaveDefaults, type SaveLanguage, type SaveTimes, minutesOf, timeOf } from "./choice.schema";
import { type NoticeEvent, mustOf, noticeEventNames } from "./kind.rules";
import { languageOf } from "./template.rules";

const columns = { event: true, channel: true, isOn: true } as const;
type Role = CustomerActor["role"];

const defaultsOf = (db: Reader, customerId: string, role: Role): Promise<Choice[]> => db.noticeDefault.findMany({ where: { customerId, role }, select: columns });
const ownChoices = (db: Reader, { id, customerId }: Pick<CustomerActor, "id" | "customerId">): Promise<Choice[]> => db.noticeChoice.findMany({ where: { personId: id, customerId }, select: columns });

/** A person's quiet hours and digest. */
export const timesOf = async (db: Reader, personId: string): Promise<Times> => (await db.noticeTimes.findFirst({ where: { personId }, select: { quietFrom: true, quietUntil: true, digestAt: true } })) ?? noTimes;

/** NT4: of what one is told, and by what; with the hours that one wants to be left alone (NT7). */
export async function myChoices(scope: Scope<CustomerActor>): Promise<ChoicesView> {
  const { db, actor } = scope;
  const [own, byRole, times, person] = await Promise.all([ownChoices(db, actor), defaultsOf(db, actor.customerId, actor.role), timesOf(db, actor.id), db.person.findFirstOrThrow({ where: { id: actor.id }, select: { locale: true } })]);
  const rows = noticeEventNames.map((event) => ({ event, mail: isTold({ own, byRole }, event, "mail"), push: isTold({ own, byRole }, event, "push") }));
  return { role: actor.role, rows, defaults: defaultRows(byRole), isOwn: own.length > 0, times: { quietFrom: timeOf(times.quietFrom), quietUntil: timeOf(times.quietUntil), digestAt: timeOf(times.digestAt) }, language: languageOf(person.locale), mayDefault: allows([actor.role], "noticeDefault.set"), isPersonal: !actor.isByCompany };
}

const defaultRows = (byRole: readonly Choice[]) => noticeEventNames.map((event) => ({ event, mail: defaultOf(byRole, event, "mail"), push: defaultOf(byRole, event, "push") }));

type Wanted = Record<NoticeChannel, readonly NoticeEvent[]>;
const wantedRows = (wanted: Wanted) => noticeEventNames.filter((event) => mustOf(event) === null).flatMap((event) => noticeChannels.map((channel) => ({ event, channel, isOn: wanted[channel].includes(event) })));

/** NT4: keeps what of somebody's choices is another than their role's default, so that a later default still reaches the rest. */
export async function saveChoices(scope: Scope<CustomerActor>, wanted: z.output<typeof SaveChoices>): Promise<{ isDone: true }> {
  const { id: personId, customerId, role } = scope.actor;
  return scope.transaction(async (tx) => {
    const byRole = await defaultsOf(tx, customerId, role);
    const rows = wantedRows(wanted).filter(({ event, channel, isOn }) => isOn !== defaultOf(byRole, event, channel));
    await replaceOwn(tx, scope, rows.map((row) => ({ ...row, personId, customerId, changedAt: scope.now() })));
    return { isDone: true } as const;
  });
}

/** NT4: everything as the role has it again. */
export const resetChoices = (scope: Scope<CustomerActor>): Promise<{ isDone: true }> => scope.transaction(async (tx) => (await replaceOwn(tx, scope, []), { isDone: true } as const));

async function replaceOwn(tx: Tx, scope: Scope<CustomerActor>, rows: (Choice & { personId: string; customerId: string; changedAt: Date })[]): Promise<void> {
  const { id: personId, customerId } = scope.actor;
  const before = await ownChoices(tx, scope.actor);
  await tx.noticeChoice.deleteMany({ where: { personId, customerId } });
  await tx.noticeChoice.createMany({ data: rows });
  await recordAudit(tx, scope, "noticeChoice.save", { kind: "person", id: personId }, { customerId, before: wordsOf(before), after: wordsOf(rows) });
}

/** For the record: "orderMessage.mail" to true or false. */
const wordsOf = (rows: readonly Choice[]) => Object.fromEntries(rows.map(({ event, channel, isOn }) => [`${event}.${channel}`, isOn]));

/** NT7: when one is left alone and when one reads the day's mails at once; for all one's accounts. */
export async function saveTimes(scope: Scope<CustomerActor>, input: z.output<typeof SaveTimes>): Promise<{ isDone: true }> {
  const personId = scope.actor.id;
  const times = { quietFrom: minutesOf(input.quietFrom), quietUntil: minutesOf(input.quietUntil), digestAt: minutesOf(input.digestAt), changedAt: scope.now() };
  return scope.transaction(async (tx) => {
    await tx.noticeTimes.upsert({ where: { platformId_personId: { platformId: scope.platformId, personId } }, create: { personId, ...times }, update: times });
    await recordAudit(tx, scope, "noticeTimes.save", { kind: "person", id: personId }, { customerId: scope.actor.customerId, after: input });
    return { isDone: true } as const;
  });
}

/** NT5: the language in which one is written to; for all one's accounts. */
export async function saveLanguage(scope: Scope<CustomerActor>, { language }: z.output<typeof SaveLanguage>): Promise<{ isDone: true }> {
  const { id, customerId } = scope.actor;
  return scope.transaction(async (tx) => {
    await tx.person.updateMany({ where: { id }, data: { locale: language } });
    await recordAudit(tx, scope, "person.language", { kind: "person", id }, { customerId, after: { language } });
    return { isDone: true } as const;
  });
}

/** NT4: what the owner set for a role. */
export async function roleDefaults(scope: Scope<CustomerActor>, { role }: z.output<typeof RoleDefaults>): Promise<z.output<typeof DefaultsView>> {
  const rows = await scope.db.noticeDefault.findMany({ where: { customerId: scope.actor.customerId, role }, orderBy: { changedAt: "desc" } });
  return { rows: defaultRows(rows), changedBy: rows[0]?.changedBy ?? null, changedAt: rows[0]?.changedAt ?? null };
}

/** NT4: the owner's defaults for everybody of a role; whoever chose for themselves keeps their own. */
export async function saveDefaults(scope: Scope<CustomerActor>, { role, ...wanted }: z.output<typeof SaveDefaults>): Promise<{ isDone: true }> {
  const { customerId, name } = scope.actor;
  return scope.transaction(async (tx) => {
    const before = await defaultsOf(tx, customerId, role);
    const rows = wantedRows(wanted).filter(({ isOn }) => !isOn);
    await tx.noticeDefault.deleteMany({ where: { customerId, role } });
    await tx.noticeDefault.createMany({ data: rows.map((row) => ({ ...row, customerId, role, changedBy: name, changedAt: scope.now() })) });
    await recordAudit(tx, scope, "noticeDefault.set", { kind: "customer", id: customerId }, { customerId, before: { role, ...wordsOf(before) }, after: { role, ...wordsOf(rows) } });
    return { isDone: true } as const;
  });
}
