import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { type Reader, dbFor } from "../db";
import { type NewsItem, Prisma } from "../generated/prisma/client";
import { AppError } from "../kernel/errors";
import { pageAfter, pageOf } from "../paging";
import { instantOf, instantOrNone } from "../kernel/minute";
import { clockOffsetMs } from "../platforms/clock.service";
import { once } from "../platforms/idempotency.service";
import type { Locale } from "../platforms/locale.rules";
import { NATIONAL_SCOPE, isDutyWholly, provinces, provincesOnDuty } from "../platforms/province.rules";
import type { Scope, StaffActor } from "../scope";
import { shopChanged } from "../shop/edge.service";
import { newsProblems, newsStateOf, newsWhere, paragraphsOf } from "./news.rules";
import { type ListNews, NewsEnglish, type NewsDetail, type NewsId, type NewsPage, type NewsRow, type NewsView, type ReviseNews, type WithdrawNews, type WriteNews } from "./news.schema";

const PAGE = 20;
/** The most pieces that a public page lists. */
const SHOWN = 30;
type Desk = Scope<StaffActor>;

/** The provinces that a duty may speak to: its own, and from the national desk every province with a storefront. */
const provincesFor = ({ platformId, actor }: Desk): string[] => (platformId === NATIONAL_SCOPE ? provinces.filter(({ group }) => group !== "none").map(({ id }) => id) : provincesOnDuty(platformId, actor.provinces).map(({ id }) => id));
/** A duty for some provinces sees and changes what is for these alone. */
const within = ({ actor }: Desk): Prisma.NewsItemWhereInput => (actor.provinces.length > 0 ? { provinceIds: { hasSome: actor.provinces } } : {});

function rowOf({ id, title, provinceIds, startsAt, endsAt, withdrawnAt, writtenBy, updatedAt, english, version }: NewsItem, now: Date): z.output<typeof NewsRow> {
  return { id, title, provinceIds, startsAt, endsAt, state: newsStateOf({ startsAt, endsAt, withdrawnAt }, now), writtenBy, updatedAt, hasEnglish: english !== null, version };
}

/** PN8: the platform's news, the latest to begin first. */
export async function listNews(scope: Desk, { state, cursor }: z.output<typeof ListNews>): Promise<z.output<typeof NewsPage>> {
  const now = scope.now();
  const rows = await scope.db.newsItem.findMany({ where: { AND: [within(scope), state ? newsWhere(state, now) : {}] }, orderBy: [{ startsAt: "desc" }, { id: "desc" }], ...pageAfter(scope, PAGE, cursor) });
  const { page, nextCursor } = pageOf(rows, PAGE);
  return { rows: page.map((row) => rowOf(row, now)), nextCursor, provinceIds: provincesFor(scope) };
}

export async function getNews(scope: Desk, { newsId }: z.output<typeof NewsId>): Promise<z.output<typeof NewsDetail>> {
  const row = await scope.db.newsItem.findFirst({ where: { id: newsId, ...within(scope) } });
  if (!row) throw new AppError("NOT_FOUND");
  return { row: rowOf(row, scope.now()), text: row.text, english: row.english === null ? null : NewsEnglish.parse(row.english), provinceIds: provincesFor(scope) };
}

type Content = Omit<z.output<typeof WriteNews>, "key">;
function checked(scope: Desk, { title, text, englishTitle, englishText, provinceIds, ...times }: Content) {
  const [startsAt, endsAt] = [instantOf(times.startsAt), instantOrNone(times.endsAt)];
  const allowed = provincesFor(scope);
  const problems = newsProblems({ startsAt, endsAt, englishTitle, englishText, provinceIds }, { now: scope.now(), allowed, mayAll: scope.actor.provinces.length === 0 });
  if (problems.length > 0) throw new AppError("FIELDS_REFUSED", { fields: Object.fromEntries(problems.map(({ field, code }) => [field, code])) });
  return { title, text, provinceIds: [...new Set(provinceIds)].sort(), startsAt, endsAt, english: englishTitle === "" ? null : { title: englishTitle, text: englishText }, writtenBy: scope.actor.name, updatedAt: scope.now() };
}

/** PN8: writes news once for a key; record and job for the edge commit with it. Throws FIELDS_REFUSED with each reason at its field. */
export async function writeNews(scope: Desk, { key, ...content }: z.output<typeof WriteNews>): Promise<{ newsId: string }> {
  const { english, ...data } = checked(scope, content);
  return once(scope, { operation: "news.write", key, input: content }, async (tx) => {
    const row = await tx.newsItem.create({ data: { ...data, ...(english ? { english } : {}) } });
    await shopChanged(tx, scope);
    await recordAudit(tx, scope, "news.write", { kind: "newsItem", id: row.id }, { after: { title: data.title, provinceIds: data.provinceIds, startsAt: content.startsAt, endsAt: content.endsAt } });
    return { newsId: row.id };
  });
}

/** PN8: other words or times for news that still stands. Throws CHANGED_MEANWHILE when somebody was first, and for what was withdrawn. */
export async function reviseNews(scope: Desk, { newsId, version, ...content }: z.output<typeof ReviseNews>): Promise<{ newsId: string }> {
  const data = checked(scope, content);
  await scope.transaction(async (tx) => {
    const before = await tx.newsItem.findFirst({ where: { id: newsId, ...within(scope) } });
    if (!before) throw new AppError("NOT_FOUND");
    if (!isDutyWholly(scope.actor.provinces, before.provinceIds)) throw new AppError("FORBIDDEN");
    const { english, ...rest } = data;
    const moved = await tx.newsItem.updateMany({ where: { id: newsId, version, withdrawnAt: null }, data: { ...rest, english: english ?? Prisma.DbNull, version: { increment: 1 } } });
    if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
    await shopChanged(tx, scope);
    await recordAudit(tx, scope, "news.revise", { kind: "newsItem", id: newsId }, { before: { title: before.title, provinceIds: before.provinceIds }, after: { title: data.title, provinceIds: data.provinceIds, startsAt: content.startsAt, endsAt: content.endsAt } });
  });
  return { newsId };
}

/** PN8: takes news away at once, for good. */
export async function withdrawNews(scope: Desk, { newsId, version }: z.output<typeof WithdrawNews>): Promise<{ newsId: string }> {
  await scope.transaction(async (tx) => {
    const row = await tx.newsItem.findFirst({ where: { id: newsId, ...within(scope) } });
    if (!row) throw new AppError("NOT_FOUND");
    if (!isDutyWholly(scope.actor.provinces, row.provinceIds)) throw new AppError("FORBIDDEN");
    const moved = await tx.newsItem.updateMany({ where: { id: newsId, version, withdrawnAt: null }, data: { withdrawnAt: scope.now(), version: { increment: 1 } } });
    if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
    await shopChanged(tx, scope);
    await recordAudit(tx, scope, "news.withdraw", { kind: "newsItem", id: newsId }, { before: { title: row.title } });
  });
  return { newsId };
}

function viewOf({ id, title, text, english, startsAt, endsAt, platformId }: NewsItem, locale: Locale): NewsView {
  const words = locale === "en" ? NewsEnglish.safeParse(english).data : undefined;
  return { id, title: words?.title ?? title, paragraphs: paragraphsOf(words?.text ?? text), language: words ? "en" : "zh-CN", from: startsAt, untilAt: endsAt, isNational: platformId === NATIONAL_SCOPE };
}

async function currentOf(db: Reader, where: Prisma.NewsItemWhereInput, now: Date): Promise<NewsItem[]> {
  return db.newsItem.findMany({ where: { AND: [newsWhere("current", now), where] }, orderBy: [{ startsAt: "desc" }, { id: "desc" }], take: SHOWN });
}

/** PN8: what a province's pages announce now: its platform's and the country's that are for it, the latest first. */
export async function newsFor({ platformId, provinceId, locale }: { platformId: string; provinceId: string; locale: Locale }): Promise<NewsView[]> {
  const now = new Date(Date.now() + (await clockOffsetMs(platformId)));
  const here = { OR: [{ provinceIds: { isEmpty: true } }, { provinceIds: { has: provinceId } }] };
  const rows = await Promise.all([currentOf(dbFor(platformId), here, now), currentOf(dbFor(NATIONAL_SCOPE), here, now)]);
  return rows.flat().sort((a, b) => b.startsAt.getTime() - a.startsAt.getTime()).slice(0, SHOWN).map((row) => viewOf(row, locale));
}

/** PN8: what the national portal announces now: the country's news that are for all of it. */
export async function nationalNews(locale: Locale): Promise<NewsView[]> {
  const now = new Date(Date.now() + (await clockOffsetMs(NATIONAL_SCOPE)));
  return (await currentOf(dbFor(NATIONAL_SCOPE), { provinceIds: { isEmpty: true } }, now)).map((row) => viewOf(row, locale));
}
