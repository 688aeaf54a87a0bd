import { componentsFromJson } from "../catalog/price.rules";
import type { Tx } from "../db";
import { env } from "../env";
import type { Product, UsageReading } from "../generated/prisma/client";
import { type BusinessDay, businessDayOf, dayOf } from "../kernel/calendar";
import { log } from "../log";
import { tellStaffGroups } from "../notifications/robot.service";
import { type ApConnection, type Called, connectionOf } from "../partners/connection.service";
import { callAp } from "../provisioning/ap-call.service";
import { apRequest } from "../provisioning/ap-request.rules";
import { pauseAfter } from "../provisioning/service-order.rules";
import type { Scope } from "../scope";
import type { SignedAnswer } from "../signed-call";
import { tellThresholds } from "./notice.service";
import { type Life, type UsageRecord, positionAfter, readUsageAnswer, readyReports, sortReports } from "./reading.rules";
import { writeReports } from "./record.service";
import { meteredOf, readUntil } from "./usage.rules";

const BATCH = 100;
const SIDE_BY_SIDE = 4;
const PAGES_A_TURN = 20;
const PAGE = 200;
/** How long a product's reading is one worker's, from page to page: a call and its write. */
const LEASE_MS = 15_000;
const LONGEST_PAUSE_SECONDS = 86_400;

/** Asks an AP for a service's reports after a place in its order; here so that the demonstration's past can answer for it. */
export type AskUsage = (businessId: string, position: bigint, called: Called) => Promise<SignedAnswer>;

/** Asks the system that provides the product, as `find` knows it. */
export const askBy = (find: (called: Called) => Promise<ApConnection>): AskUsage => async (businessId, position, called) =>
  callAp(await find(called), { ...apRequest.usageRecords(businessId, position, PAGE), key: "" });

/** PR13: has a product's use read from now on, with the transaction that opens it; does nothing for one that is not metered. */
export async function beginReading(tx: Tx, scope: Scope, { id: productId, customerId, components }: Product): Promise<void> {
  if (meteredOf(componentsFromJson(components)).length === 0) return;
  await tx.usageReading.createMany({ data: [{ productId, customerId, nextReadAt: scope.now() }], skipDuplicates: true });
}

/**
 * PR13: reads the use of the products whose time has come, some at a time and a few side by side. Each stands for itself: what
 * fails is written down, waits longer each time, and holds up no other.
 */
export async function readDueUsage(scope: Scope, ask: AskUsage = askBy(connectionOf)): Promise<void> {
  const due = await scope.db.usageReading.findMany({ where: { nextReadAt: { lte: scope.now() } }, orderBy: { nextReadAt: "asc" }, take: BATCH, include: { product: true } });
  for (let n = 0; n < due.length; n += SIDE_BY_SIDE)
    await Promise.all(due.slice(n, n + SIDE_BY_SIDE).map(({ product }) => readUsage(scope, product, ask).catch((error: unknown) => log.error({ productId: product.id, platformId: scope.platformId, message: String((error as Error).message) }, "the use of a product could not be read"))));
}

const leaseUntil = (scope: Scope) => new Date(scope.now().getTime() + LEASE_MS);

/** Reads one product's reports page by page: each call outside any transaction, each page and how far it leads in one. */
async function readUsage(scope: Scope, product: Product, ask: AskUsage): Promise<void> {
  const [reading] = await scope.db.usageReading.updateManyAndReturn({ where: { productId: product.id, nextReadAt: { lte: scope.now() } }, data: { fence: { increment: 1 }, nextReadAt: leaseUntil(scope) } });
  if (!reading) return;
  const today = businessDayOf(scope.now());
  // What is used before the product is paid for is nobody's to charge: it is looked at again when it may have begun.
  if (!product.businessId || !product.startedOn) return void (await scope.db.usageReading.updateMany({ where: { productId: product.id, fence: reading.fence }, data: { nextReadAt: nextReading(product, scope.now(), today) } }));
  const life = { startedOn: dayOf(product.startedOn), endsOn: product.endsOn && dayOf(product.endsOn) };
  let position = reading.position;
  for (let page = 1; page <= PAGES_A_TURN; page += 1) {
    const { status, body } = await ask(product.businessId, position, product).catch(() => ({ status: 0, body: null }));
    const answer = readUsageAnswer(product.businessId, status, body);
    if (answer.kind === "tryAgain") return noteFailure(scope, reading, product, answer.reason);
    const records = readyReports(answer.records, today);
    const isEarly = records.length < answer.records.length;
    const hasMore = answer.hasMore && !isEarly;
    position = positionAfter(position, records);
    const nextReadAt = hasMore ? (page === PAGES_A_TURN ? scope.now() : leaseUntil(scope)) : nextReading(product, scope.now(), today);
    const isOurs = await takePage(scope, { product, reading, life, records, position, nextReadAt });
    if (isOurs && isEarly) log.warn({ productId: product.id, platformId: scope.platformId, first: answer.records[records.length] }, "an AP reported use of a day that has not come");
    if (!isOurs || !hasMore) return;
  }
}

type Page = { product: Product; reading: UsageReading; life: Life; records: UsageRecord[]; position: bigint; nextReadAt: Date | null };

/** A page's reports, the sums and reminders that follow, and how far it was read, in one transaction. False for a worker whose time was over. */
async function takePage(scope: Scope, { product, reading, life, records, position, nextReadAt }: Page): Promise<boolean> {
  const metered = meteredOf(componentsFromJson(product.components));
  const { counted, strange } = sortReports(records, metered.map(({ id }) => id), life);
  if (strange.length > 0) log.warn({ productId: product.id, platformId: scope.platformId, reports: strange.length, first: strange[0] }, "an AP reported use that belongs to no metered day of the product");
  return scope.transaction(async (tx) => {
    // Locks the reading, so that the sums of two pages of one product are never made side by side.
    const moved = await tx.usageReading.updateMany({ where: { productId: product.id, fence: reading.fence }, data: { position, readAt: scope.now(), nextReadAt, failures: 0, problem: null } });
    if (moved.count === 0) return false;
    await writeReports(tx, product, counted, scope.now());
    if (counted.length > 0) await tellThresholds(tx, scope, product, metered);
    return true;
  });
}

/** When a product is read again; null once it has ended and late reports are not waited for any more. */
function nextReading({ state, endsOn }: Product, now: Date, today: BusinessDay): Date | null {
  if (state === "terminated" && (endsOn === null || today > readUntil(dayOf(endsOn)))) return null;
  return new Date(now.getTime() + env().USAGE_READ_SECONDS * 1000);
}

/** Waits longer each time, as for every call to an AP; when the last pause brought nothing staff are told, once until it answers. */
async function noteFailure(scope: Scope, { productId, fence, failures }: UsageReading, { provinceId, specificationName, businessId }: Product, problem: string): Promise<void> {
  const pause = pauseAfter(failures + 1);
  const isFirstWithout = pause === null && pauseAfter(failures) !== null;
  await scope.transaction(async (tx) => {
    const noted = await tx.usageReading.updateMany({ where: { productId, fence }, data: { failures: { increment: 1 }, problem, nextReadAt: new Date(scope.now().getTime() + (pause ?? LONGEST_PAUSE_SECONDS) * 1000) } });
    if (noted.count === 1 && isFirstWithout) await tellStaffGroups(tx, scope, provinceId, { kind: "group.usageUnread", text: `${specificationName}（业务标识 ${businessId}）的用量一直读不到：${problem}。请联系应用提供商，系统每天继续再读。` });
  });
}
