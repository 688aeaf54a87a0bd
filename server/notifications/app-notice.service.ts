import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import type { Reader } from "../db";
import type { AppNotice, Prisma } from "../generated/prisma/client";
import { AppError, fieldError } from "../kernel/errors";
import { allows } from "../kernel/permissions";
import { oneApp } from "../launch/launch.service";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import type { CustomerActor, Scope, StaffActor } from "../scope";
import { appNoticePreview } from "./app-notice.rules";
import type { AppNoticeId, AppNoticePage, AppNoticeProducts, AppNoticeView, AppNotes, ListAppNotices, NotesOfApp, ReleaseAppNotice, SaveAppNotice } from "./app-notice.schema";

const PAGE = 30;
const NOTES = 10;
/** Products whose people use the application, also while it stands still. */
export const inUse = ({ specificationCode, provinceIds }: Pick<AppNotice, "specificationCode" | "provinceIds">): Prisma.ProductWhereInput => ({ specificationCode, state: { in: ["active", "suspended"] }, ...(provinceIds.length > 0 ? { provinceId: { in: provinceIds } } : {}) });
/** Of a company's list of people: who has a seat of it, or minds it. */
export const usersOf = (notice: Pick<AppNotice, "specificationCode" | "provinceIds">): Prisma.EnterpriseUserWhereInput => ({ removedAt: null, OR: [{ seats: { some: { withdrawnAt: null, product: inUse(notice) } } }, { administers: { some: { endedAt: null, product: inUse(notice) } } }] });
/** Where nobody has a seat, the company's contact is told. */
export const withoutSeats = (notice: Pick<AppNotice, "specificationCode" | "provinceIds">): Prisma.ProductWhereInput => ({ ...inUse(notice), seatAssignments: { none: { withdrawnAt: null } } });

async function reachOf(db: Reader, notice: Pick<AppNotice, "specificationCode" | "provinceIds">): Promise<number> {
  const [users, companies] = await Promise.all([db.enterpriseUser.count({ where: usersOf(notice) }), db.product.findMany({ where: withoutSeats(notice), distinct: ["customerId"], select: { customerId: true } })]);
  return users + companies.length;
}

/** Whether a clerk's duty covers everybody whom a notice is for. */
const covers = ({ provinces }: StaffActor, { provinceIds }: Pick<AppNotice, "provinceIds">): boolean => provinces.length === 0 || (provinceIds.length > 0 && provinceIds.every((id) => provinces.includes(id)));

/** PR11: what was written for applications, the newest first. */
export async function listAppNotices(scope: Scope<StaffActor>, { cursor, state, specificationCode }: z.output<typeof ListAppNotices>): Promise<z.output<typeof AppNoticePage>> {
  const rows = await scope.db.appNotice.findMany({ where: { ...(state ? { state } : {}), ...(specificationCode ? { specificationCode } : {}) }, orderBy: [{ createdAt: "desc" }, { id: "desc" }], ...pageAfter(scope, PAGE, cursor) });
  const { page, nextCursor } = pageOf(rows, PAGE);
  return { rows: page.map(rowOf), nextCursor };
}

const rowOf = ({ id, specificationCode, specificationName, kind, title, releaseVersion, state, reach, told, writtenByName, createdAt, releasedAt, endedAt }: AppNotice) => ({ id, specificationCode, specificationName, kind, title, releaseVersion, state, reach, told, writtenByName, createdAt, releasedAt, endedAt });

/** One of them with how it reads and whom it reaches; of a draft as it would be now. */
export async function getAppNotice(scope: Scope<StaffActor>, { noticeId }: z.output<typeof AppNoticeId>): Promise<AppNoticeView> {
  const notice = await scope.db.appNotice.findFirst({ where: { id: noticeId } });
  if (!notice) throw new AppError("NOT_FOUND");
  const { version, body, link, provinceIds, releasedByName, stoppedByName } = notice;
  const reach = notice.state === "draft" ? await reachOf(scope.db, notice) : notice.reach;
  return { ...rowOf(notice), reach, version, body, link, provinceIds, releasedByName, stoppedByName, ...appNoticePreview(notice, "张三"), mayChange: allows(scope.actor.roles, "appNotice.send") && covers(scope.actor, notice) };
}

/** Applications that one may write about. */
export const appNoticeProducts = (scope: Scope<StaffActor>): Promise<z.output<typeof AppNoticeProducts>> => scope.db.productSpecification.findMany({ orderBy: [{ sort: "asc" }, { id: "asc" }], select: { code: true, name: true } });

/** Keeps a draft, a new one or one as its writer saw it. Throws CHANGED_MEANWHILE for one that somebody else changed or sent off. */
export async function saveAppNotice(scope: Scope<StaffActor>, { key, noticeId, version, ...input }: z.output<typeof SaveAppNotice>): Promise<{ noticeId: string }> {
  return once(scope, { operation: "appNotice.save", key, input: { noticeId, version, ...input } }, async (tx) => {
    const product = await tx.productSpecification.findFirst({ where: { code: input.specificationCode }, select: { name: true } });
    if (!product) throw fieldError("specificationCode", "chooseOne");
    const data = { ...input, releaseVersion: input.kind === "upgrade" ? input.releaseVersion : "", specificationName: product.name };
    if (noticeId === null) {
      const { id } = await tx.appNotice.create({ data: { ...data, provinceIds: scope.actor.provinces, writtenByName: scope.actor.name, createdAt: scope.now() } });
      await recordAudit(tx, scope, "appNotice.write", { kind: "appNotice", id }, { after: data });
      return { noticeId: id };
    }
    const before = await changeable(tx, scope, noticeId);
    const saved = await tx.appNotice.updateMany({ where: { id: noticeId, state: "draft", version }, data: { ...data, version: { increment: 1 } } });
    if (saved.count === 0) throw new AppError("CHANGED_MEANWHILE");
    await recordAudit(tx, scope, "appNotice.write", { kind: "appNotice", id: noticeId }, { before: { title: before.title, body: before.body, link: before.link, releaseVersion: before.releaseVersion }, after: data });
    return { noticeId };
  });
}

async function changeable(db: Reader, scope: Scope<StaffActor>, noticeId: string): Promise<AppNotice> {
  const notice = await db.appNotice.findFirst({ where: { id: noticeId } });
  if (!notice || !covers(scope.actor, notice)) throw new AppError("NOT_FOUND");
  return notice;
}

/** Sends one off as it was looked at; the worker tells people batch by batch. Throws CHANGED_MEANWHILE for one that is another by now. */
export async function releaseAppNotice(scope: Scope<StaffActor>, { noticeId, version }: z.output<typeof ReleaseAppNotice>): Promise<void> {
  await scope.transaction(async (tx) => {
    const notice = await changeable(tx, scope, noticeId);
    const reach = await reachOf(tx, notice);
    const sent = await tx.appNotice.updateMany({ where: { id: noticeId, state: "draft", version }, data: { state: "sending", reach, releasedByName: scope.actor.name, releasedAt: scope.now(), version: { increment: 1 } } });
    if (sent.count === 0) throw new AppError("CHANGED_MEANWHILE");
    await recordAudit(tx, scope, "appNotice.send", { kind: "appNotice", id: noticeId }, { after: { reach, specificationCode: notice.specificationCode } });
  });
}

/** Stops one under way: whoever was told stays told. Throws CHANGED_MEANWHILE for one that has come to its end. */
export async function stopAppNotice(scope: Scope<StaffActor>, { noticeId }: z.output<typeof AppNoticeId>): Promise<void> {
  await scope.transaction(async (tx) => {
    await changeable(tx, scope, noticeId);
    const [stopped] = await tx.appNotice.updateManyAndReturn({ where: { id: noticeId, state: "sending" }, data: { state: "stopped", stoppedByName: scope.actor.name, endedAt: scope.now(), version: { increment: 1 } } });
    if (!stopped) throw new AppError("CHANGED_MEANWHILE");
    await recordAudit(tx, scope, "appNotice.stop", { kind: "appNotice", id: noticeId }, { after: { told: stopped.told } });
  });
}

/** PR11: what was sent about an application, on its own page. Throws NOT_FOUND for one that is not this person's. */
export async function notesOfApp(scope: Scope<CustomerActor>, { productId }: z.output<typeof NotesOfApp>): Promise<AppNotes> {
  await oneApp(scope, { productId });
  const { specificationCode, provinceId } = await scope.db.product.findFirstOrThrow({ where: { id: productId }, select: { specificationCode: true, provinceId: true } });
  const rows = await scope.db.appNotice.findMany({ where: { specificationCode, state: { in: ["sending", "sent"] }, OR: [{ provinceIds: { isEmpty: true } }, { provinceIds: { has: provinceId } }] }, orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: NOTES });
  return rows.map(({ id, kind, title, releaseVersion, body, link, releasedAt, createdAt }) => ({ id, kind, title, releaseVersion, body, link, at: releasedAt ?? createdAt }));
}
