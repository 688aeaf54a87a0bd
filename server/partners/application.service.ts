import type { z } from "zod";
import { dbFor } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { AppError } from "../kernel/errors";
import { pageAfter, pageOf } from "../paging";
import { stuckLines } from "../provisioning/desk.service";
import type { PartnerActor, Scope } from "../scope";
import type { ApplicationPage, DeskMe } from "./desk.schema";
import { fromPlatforms } from "./fan-out";
import { shownState } from "./live.rules";
import { isSoldIn, platformsOf } from "./partner.rules";

const PAGE = 20;

/** Own applications, by their specification where one is asked for. Nobody sees another partner's. */
export async function ownApplications({ db, actor }: Scope<PartnerActor>, app?: string) {
  return db.partnerApplication.findMany({ where: { partnerId: actor.partnerId, ...(app ? { specificationCode: app } : {}) }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
}

/** Throws NOT_FOUND for another partner's. */
export async function ownApplication({ db, actor }: Scope<PartnerActor>, id: string) {
  const row = await db.partnerApplication.findFirst({ where: { id, partnerId: actor.partnerId } });
  if (!row) throw new AppError("NOT_FOUND");
  return row;
}

/** Who works here, for which partner and which applications. */
export async function deskMe(scope: Scope<PartnerActor>): Promise<z.output<typeof DeskMe>> {
  const { name, roles, partnerId } = scope.actor;
  const [partner, applications] = await Promise.all([scope.db.partner.findFirst({ where: { id: partnerId } }), ownApplications(scope)]);
  if (!partner) throw new AppError("NOT_FOUND");
  return { name, roles, partnerName: partner.name, partnerCode: partner.code, now: scope.now(), applications: applications.map((row) => ({ id: row.id, code: row.specificationCode, name: row.name })) };
}

/** Rows counted on one platform, by specification and province. */
type Count = { platformId: string; specificationCode: string; provinceId: string; _count: number };

/** On each platform: what runs of these specifications, what is under way there, and what of it needs looking at. */
async function countsOf(scope: Scope, codes: readonly string[], platforms: readonly string[]) {
  const named = { specificationCode: { in: [...codes] } };
  const by = ["specificationCode", "provinceId"] as const satisfies Prisma.ServiceOrderScalarFieldEnum[];
  const running: Prisma.ProductWhereInput = { ...named, state: { in: ["active", "suspended", "pendingTerminate"] } };
  const all = await fromPlatforms(platforms, async (platformId) => {
    const db = dbFor(platformId);
    // One after the other, over one connection.
    const products = await db.product.groupBy({ by: [...by], where: running, _count: true });
    const waiting = await db.serviceOrder.groupBy({ by: [...by], where: { ...named, state: { in: ["acknowledged", "inProgress", "pending"] } }, _count: true });
    const stuck = await db.serviceOrder.groupBy({ by: [...by], where: { ...named, ...stuckLines(scope.now()) }, _count: true });
    const here = (rows: Omit<Count, "platformId">[]): Count[] => rows.map((row) => ({ ...row, platformId }));
    return { products: here(products), waiting: here(waiting), stuck: here(stuck) };
  });
  return { products: all.flatMap(({ products }) => products), waiting: all.flatMap(({ waiting }) => waiting), stuck: all.flatMap(({ stuck }) => stuck) };
}

/** The partner's applications: how each is, what runs on it and what waits for it, over all platforms that it is sold on. */
export async function listApplications(scope: Scope<PartnerActor>, { cursor }: { cursor?: string | undefined }): Promise<z.output<typeof ApplicationPage>> {
  const rows = await scope.db.partnerApplication.findMany({
    where: { partnerId: scope.actor.partnerId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }], ...pageAfter(scope, PAGE, cursor),
    include: { plannedWork: { where: { fromAt: { lte: scope.now() }, toAt: { gt: scope.now() } } } },
  });
  const { page, nextCursor } = pageOf(rows, PAGE);
  const counts = await countsOf(scope, page.map(({ specificationCode }) => specificationCode), [...new Set(page.flatMap(platformsOf))]);
  return {
    rows: page.map((row) => {
      const sum = (list: readonly Count[]) => list.filter((one) => one.specificationCode === row.specificationCode && isSoldIn(row, one.platformId, one.provinceId)).reduce((total, { _count }) => total + _count, 0);
      return {
        id: row.id, code: row.specificationCode, name: row.name, provinceIds: row.provinceIds, lastBeatAt: row.lastBeatAt,
        shown: shownState(row, row.plannedWork, scope.now()),
        runningServices: sum(counts.products), waitingRequests: sum(counts.waiting), stuckRequests: sum(counts.stuck),
      };
    }),
    nextCursor,
  };
}
