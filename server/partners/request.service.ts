import type { z } from "zod";
import { noteLooks } from "../access/look.service";
import type { Prisma } from "../generated/prisma/client";
import { AppError } from "../kernel/errors";
import { resendServiceOrder, stuckLines } from "../provisioning/desk.service";
import { SANDBOX_PLATFORM } from "../platforms/province.rules";
import { type PartnerActor, type Scope, scopeFor } from "../scope";
import { ownApplications } from "./application.service";
import type { ListRequests, RequestPage, ResendRequest, RequestRow } from "./desk.schema";
import { fromPlatforms } from "./fan-out";
import { type LinePlace, byPlace, isSoldIn, lineOf, lineRef, placeOf, placeRef, workPlatformsOf } from "./partner.rules";

const PAGE = 20;
const CALLS_SHOWN = 8;

type Own = Awaited<ReturnType<typeof ownApplications>>;

/** The lines of these applications on one platform; where one is sold in some provinces only, those. */
function ownLines(applications: Own, platformId: string): Prisma.ServiceOrderWhereInput {
  const here = applications.filter((row) => workPlatformsOf(row).includes(platformId));
  return { OR: here.map(({ specificationCode, provinceIds }) => ({ specificationCode, ...(provinceIds.length > 0 && platformId !== SANDBOX_PLATFORM ? { provinceId: { in: provinceIds } } : {}) })) };
}

/** Lines of a platform that come after a place in the list over all platforms. */
function afterPlace(platformId: string, place: LinePlace | null): Prisma.ServiceOrderWhereInput {
  if (!place) return {};
  const later = { createdAt: { gt: place.createdAt } };
  if (platformId < place.platformId) return later;
  return { OR: [later, { createdAt: place.createdAt, ...(platformId === place.platformId ? { id: { gt: place.id } } : {}) }] };
}

/**
 * The requests that wait for the partner's own system, over all platforms, the oldest first. Of a company no more is told than the
 * system was sent with the request itself: the order's number and what to do. The look is kept for each company (DP6).
 */
export async function listRequests(scope: Scope<PartnerActor>, { tab, app, after }: z.output<typeof ListRequests>): Promise<z.output<typeof RequestPage>> {
  const [applications, partner] = await Promise.all([ownApplications(scope, app), scope.db.partner.findFirstOrThrow({ where: { id: scope.actor.partnerId }, select: { name: true } })]);
  const place = after === undefined ? null : placeOf(after);
  const open: Prisma.ServiceOrderWhereInput = tab === "stuck" ? stuckLines(scope.now()) : { state: { in: ["acknowledged", "inProgress", "pending"] } };
  const platforms = [...new Set(applications.flatMap(workPlatformsOf))];
  const found = await fromPlatforms(platforms, async (platformId) => {
    const there = await scopeFor(platformId, scope.actor);
    const { db } = there;
    const lines = await db.serviceOrder.findMany({
      where: { AND: [open, ownLines(applications, platformId), afterPlace(platformId, place)] },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }], take: PAGE + 1, include: { calls: { orderBy: { at: "desc" }, take: CALLS_SHOWN } },
    });
    const orders = await db.productOrder.findMany({ where: { id: { in: lines.map(({ orderId }) => orderId) } }, select: { id: true, number: true } });
    const numbered = lines.map((line) => ({ ...line, orderNumber: orders.find(({ id }) => id === line.orderId)?.number ?? "" }));
    await noteLooks(there, numbered.map(({ orderId, orderNumber, customerId, provinceId }) => ({ kind: "partnerRequests", customerId, provinceId, subjectId: orderId, subject: orderNumber })), partner.name);
    return numbered;
  });
  const rows = found.flat().sort(byPlace);
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
  return { rows: rows.slice(0, PAGE).map((row) => rowOf(scope, applications, row)), next: last ? placeRef(last) : null, now: scope.now() };
}

type Line = Prisma.ServiceOrderGetPayload<{ include: { calls: true } }> & { orderNumber: string };

function rowOf(scope: Scope, applications: Own, line: Line): z.output<typeof RequestRow> {
  const { id, orderNumber, provinceId, operation, businessId, requestKey, attempt, createdAt, nextAttemptAt, lastAnswer, lastAnswerAt, needsPerson, deadlineAt } = line;
  return {
    request: lineRef(line), serviceOrderId: id, orderNumber, applicationName: applications.find((row) => row.specificationCode === line.specificationCode)?.name ?? "", provinceId, operation, businessId, requestKey,
    attempt, createdAt, nextAttemptAt, lastAnswer, lastAnswerAt, needsPerson, isLate: deadlineAt < scope.now(),
    calls: line.calls.map(({ at, attempt: n, tookMs, httpStatus, outcome }) => ({ at, attempt: n, tookMs, httpStatus, outcome })),
  };
}

/** Has a request sent again now, once the partner's own system is mended, under the same key. Throws NOT_FOUND for a line of somebody else's. */
export async function resendRequest(scope: Scope<PartnerActor>, { request, key }: z.output<typeof ResendRequest>): Promise<void> {
  const { platformId, id } = lineOf(request);
  const own = (await ownApplications(scope)).filter((row) => workPlatformsOf(row).includes(platformId));
  if (own.length === 0) throw new AppError("NOT_FOUND");
  const there = await scopeFor(platformId, scope.actor, scope);
  const line = await there.db.serviceOrder.findFirst({ where: { id }, select: { specificationCode: true, provinceId: true } });
  if (!line || !own.some((row) => row.specificationCode === line.specificationCode && isSoldIn(row, platformId, line.provinceId))) throw new AppError("NOT_FOUND");
  await resendServiceOrder(there, { serviceOrderId: id, key });
}
