import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { type Reader, type Tx, dbFor } from "../db";
import type { Prisma, ServiceProblem } from "../generated/prisma/client";
import { AppError } from "../kernel/errors";
import { pageAfter, pageOf } from "../paging";
import { instantOf, instantOrNone } from "../kernel/minute";
import { clockOffsetMs } from "../platforms/clock.service";
import { once } from "../platforms/idempotency.service";
import type { Locale } from "../platforms/locale.rules";
import { isDutyWholly, provincesOnDuty } from "../platforms/province.rules";
import { type CustomerActor, type Scope, type StaffActor } from "../scope";
import { shopChanged } from "../shop/edge.service";
import { specificationNameIn } from "../catalog/english.rules";
import { SHOWN_AFTER_DAYS, problemFaults } from "./problem.rules";
import type { ListProblems, OpenProblem, ProblemChoices, ProblemDetail, ProblemId, ProblemPage, ProblemRow, ProblemView, ResolveProblem, UpdateProblem } from "./problem.schema";

const PAGE = 20;
/** The most problems that a public page lists. */
const SHOWN = 30;
type Desk = Scope<StaffActor>;

const provincesFor = ({ platformId, actor }: Desk): string[] => provincesOnDuty(platformId, actor.provinces).map(({ id }) => id);
/** A duty for some provinces sees what is in these or everywhere, and changes what is in these alone. */
const within = ({ actor }: Desk): Prisma.ServiceProblemWhereInput => (actor.provinces.length > 0 ? { OR: [{ provinceIds: { hasSome: actor.provinces } }, { provinceIds: { isEmpty: true } }] } : {});

async function namesOf(db: Reader, rows: readonly Pick<ServiceProblem, "specificationCodes">[]) {
  const codes = [...new Set(rows.flatMap(({ specificationCodes }) => specificationCodes))];
  const found = codes.length > 0 ? await db.productSpecification.findMany({ where: { code: { in: codes } }, select: { code: true, name: true, slug: true, english: true } }) : [];
  return new Map(found.map((row) => [row.code, row]));
}

function rowOf(row: ServiceProblem, names: Awaited<ReturnType<typeof namesOf>>): z.output<typeof ProblemRow> {
  const { id, title, priority, state, provinceIds, specificationCodes, beganAt, expectedAt, resolvedAt, told, isToldBegun, isToldResolved, version } = row;
  return { id, title, priority, state, provinceIds, products: specificationCodes.map((code) => names.get(code)?.name ?? code), beganAt, expectedAt, resolvedAt, told, isTelling: !isToldBegun || (state === "resolved" && !isToldResolved), version };
}

/** TK9: the platform's known problems, the latest first. */
export async function listProblems(scope: Desk, { state, cursor }: z.output<typeof ListProblems>): Promise<z.output<typeof ProblemPage>> {
  const rows = await scope.db.serviceProblem.findMany({ where: { AND: [within(scope), state ? { state } : {}] }, orderBy: [{ beganAt: "desc" }, { id: "desc" }], ...pageAfter(scope, PAGE, cursor) });
  const { page, nextCursor } = pageOf(rows, PAGE);
  const names = await namesOf(scope.db, page);
  return { rows: page.map((row) => rowOf(row, names)), nextCursor };
}

export async function getProblem(scope: Desk, { problemId }: z.output<typeof ProblemId>): Promise<z.output<typeof ProblemDetail>> {
  const found = await scope.db.serviceProblem.findFirst({ where: { id: problemId, ...within(scope) }, include: { updates: { orderBy: { at: "desc" }, take: 100 } } });
  if (!found) throw new AppError("NOT_FOUND");
  const { updates, ...row } = found;
  return { row: rowOf(row, await namesOf(scope.db, [row])), updates: updates.map(({ at, text, byName }) => ({ at, text, byName })) };
}

/** What a problem may be of: what companies may have here, and the duty's provinces. */
export async function problemChoices(scope: Desk): Promise<z.output<typeof ProblemChoices>> {
  const products = await scope.db.productSpecification.findMany({ where: { industry: null, state: { in: ["launched", "retired"] } }, orderBy: [{ sort: "asc" }, { id: "asc" }], select: { code: true, name: true } });
  return { products, provinceIds: provincesFor(scope) };
}

/** TK9: makes a problem known: on the pages at once, and to whoever has one of the products by the worker. Throws FIELDS_REFUSED with each reason at its field. */
export async function openProblem(scope: Desk, { key, ...input }: z.output<typeof OpenProblem>): Promise<{ problemId: string }> {
  const [beganAt, expectedAt] = [instantOf(input.beganAt), instantOrNone(input.expectedAt)];
  const { products, provinceIds: allowed } = await problemChoices(scope);
  const faults = problemFaults({ ...input, beganAt, expectedAt }, { now: scope.now(), allowed, mayAll: scope.actor.provinces.length === 0, codes: products.map(({ code }) => code) });
  if (faults.length > 0) throw new AppError("FIELDS_REFUSED", { fields: Object.fromEntries(faults.map(({ field, code }) => [field, code])) });
  return once(scope, { operation: "serviceProblem.open", key, input }, async (tx) => {
    const { title, text, priority, specificationCodes, provinceIds } = input;
    const { id } = await tx.serviceProblem.create({ data: { title, priority, specificationCodes: [...new Set(specificationCodes)], provinceIds: [...new Set(provinceIds)].sort(), beganAt, expectedAt } });
    await say(tx, scope, id, text);
    await recordAudit(tx, scope, "serviceProblem.open", { kind: "serviceProblem", id }, { after: { title, priority, specificationCodes, provinceIds } });
    return { problemId: id };
  });
}

async function say(tx: Tx, scope: Desk, problemId: string, text: string): Promise<void> {
  await tx.serviceProblemUpdate.create({ data: { problemId, text, at: scope.now(), byName: scope.actor.name } });
  await shopChanged(tx, scope);
}

async function ownProblem(tx: Tx, scope: Desk, problemId: string): Promise<ServiceProblem> {
  const row = await tx.serviceProblem.findFirst({ where: { id: problemId, ...within(scope) } });
  if (!row) throw new AppError("NOT_FOUND");
  if (!isDutyWholly(scope.actor.provinces, row.provinceIds)) throw new AppError("FORBIDDEN");
  return row;
}

/** TK9: says how far it is. Throws CHANGED_MEANWHILE when somebody was first or it is over. */
export async function updateProblem(scope: Desk, { key, problemId, version, text, ...input }: z.output<typeof UpdateProblem>): Promise<{ problemId: string }> {
  const expectedAt = instantOrNone(input.expectedAt);
  return once(scope, { operation: "serviceProblem.update", key, input: { problemId, version, text, ...input } }, async (tx) => {
    const row = await ownProblem(tx, scope, problemId);
    if (expectedAt && expectedAt <= row.beganAt) throw new AppError("FIELDS_REFUSED", { fields: { expectedAt: "endBeforeStart" } });
    if ((await tx.serviceProblem.updateMany({ where: { id: problemId, version, state: "inProgress" }, data: { expectedAt, version: { increment: 1 } } })).count === 0) throw new AppError("CHANGED_MEANWHILE");
    await say(tx, scope, problemId, text);
    await recordAudit(tx, scope, "serviceProblem.update", { kind: "serviceProblem", id: problemId }, { after: { text, expectedAt: input.expectedAt } });
    return { problemId };
  });
}

/** TK9: it is over; who was told that it began is told so. */
export async function resolveProblem(scope: Desk, { key, problemId, version, text }: z.output<typeof ResolveProblem>): Promise<{ problemId: string }> {
  return once(scope, { operation: "serviceProblem.resolve", key, input: { problemId, version, text } }, async (tx) => {
    await ownProblem(tx, scope, problemId);
    if ((await tx.serviceProblem.updateMany({ where: { id: problemId, version, state: "inProgress" }, data: { state: "resolved", resolvedAt: scope.now(), version: { increment: 1 } } })).count === 0) throw new AppError("CHANGED_MEANWHILE");
    await say(tx, scope, problemId, text);
    await recordAudit(tx, scope, "serviceProblem.resolve", { kind: "serviceProblem", id: problemId }, { after: { text } });
    return { problemId };
  });
}

const inProvince = (provinceId: string): Prisma.ServiceProblemWhereInput => ({ OR: [{ provinceIds: { isEmpty: true } }, { provinceIds: { has: provinceId } }] });

async function viewsOf(db: Reader, where: Prisma.ServiceProblemWhereInput, locale: Locale): Promise<ProblemView[]> {
  const rows = await db.serviceProblem.findMany({ where, orderBy: [{ state: "asc" }, { beganAt: "desc" }, { id: "desc" }], take: SHOWN, include: { updates: { orderBy: { at: "desc" }, take: 20, select: { at: true, text: true } } } });
  const names = await namesOf(db, rows);
  return rows.map(({ id, title, priority, specificationCodes, beganAt, expectedAt, resolvedAt, updates }) => ({
    id, title, priority, beganAt, expectedAt, resolvedAt, updates,
    products: specificationCodes.flatMap((code) => { const row = names.get(code); return row ? [{ code, slug: row.slug, name: specificationNameIn(locale, row) }] : []; }),
  }));
}

/** TK9: what is known to be out of order in a province, and what was until lately. */
export async function problemsIn({ platformId, provinceId, locale }: { platformId: string; provinceId: string; locale: Locale }): Promise<ProblemView[]> {
  const since = new Date(Date.now() + (await clockOffsetMs(platformId)) - SHOWN_AFTER_DAYS * 86_400_000);
  return viewsOf(dbFor(platformId), { AND: [inProvince(provinceId), { OR: [{ state: "inProgress" }, { resolvedAt: { gt: since } }] }] }, locale);
}

/** TK9: known problems of what a company's accounts have, for whoever is about to report one. */
export async function ownProblems(scope: Scope<CustomerActor>): Promise<ProblemView[]> {
  const products = await scope.db.product.findMany({ where: { customerId: { in: scope.actor.customerIds }, state: { in: ["active", "suspended", "pendingTerminate"] } }, distinct: ["specificationCode", "provinceId"], select: { specificationCode: true, provinceId: true } });
  if (products.length === 0) return [];
  return viewsOf(scope.db, { state: "inProgress", OR: products.map(({ specificationCode, provinceId }) => ({ AND: [{ specificationCodes: { has: specificationCode } }, inProvince(provinceId)] })) }, "zh-CN");
}
