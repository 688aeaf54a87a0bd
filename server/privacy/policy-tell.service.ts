import { dbFor } from "../db";
import type { PolicyText } from "../generated/prisma/client";
import { businessDayOf } from "../kernel/calendar";
import { mailRow } from "../notifications/notification.service";
import { worded } from "../notifications/templates.rules";
import { pageUrl } from "../platforms/page-url";
import { NATIONAL_SCOPE, SANDBOX_PLATFORM, firstProvinceOf } from "../platforms/province.rules";
import { enqueueAll } from "../queue";
import type { Scope } from "../scope";
import { eachAlone } from "../sweep";

/** People told in one transaction, and batches in one turn of the worker. */
const BATCH = 100;
const BATCHES = 20;
/** Of a version that was released longer ago nobody is told any more, so that a platform that comes later does not begin with old news. */
const FRESH_DAYS = 60;

/**
 * DP5: tells a platform's people of each version that was released after they came: batch by batch, its place kept with each, so that a worker
 * that dies, or works beside another, tells nobody twice. The first version of a text is no news to anybody.
 */
export async function tellOfPolicies(scope: Scope): Promise<void> {
  if (scope.platformId === SANDBOX_PLATFORM) return;
  const fresh = await dbFor(NATIONAL_SCOPE).policyText.findMany({ where: { policyVersion: { gt: 1 }, withdrawnAt: null, releasedAt: { gt: new Date(scope.now().getTime() - FRESH_DAYS * 86_400_000) } }, orderBy: { releasedAt: "asc" }, omit: { body: true } });
  if (fresh.length === 0) return;
  const over = new Set((await scope.db.policyTelling.findMany({ where: { policyTextId: { in: fresh.map(({ id }) => id) }, endedAt: { not: null } }, select: { policyTextId: true } })).map(({ policyTextId }) => policyTextId));
  const due = fresh.filter(({ id }) => !over.has(id));
  await eachAlone(scope, "tellOfPolicies", due.map(({ id }) => id), async (id) => {
    const policy = due.find((one) => one.id === id);
    for (let n = 0; policy && n < BATCHES; n += 1) if (!(await tellBatch(scope, policy))) return;
  });
}

async function tellBatch(scope: Scope, policy: Omit<PolicyText, "body">): Promise<boolean> {
  await scope.db.policyTelling.createMany({ data: [{ policyTextId: policy.id }], skipDuplicates: true });
  const place = await scope.db.policyTelling.findFirst({ where: { policyTextId: policy.id, endedAt: null }, select: { cursor: true } });
  if (!place) return false;
  const people = await scope.db.person.findMany({
    where: { isSuspended: false, email: { not: null }, createdAt: { lt: policy.releasedAt }, memberships: { some: { isActive: true, customer: { state: { not: "purged" } } } }, ...(place.cursor ? { id: { gt: place.cursor } } : {}) },
    orderBy: { id: "asc" }, take: BATCH, select: { id: true, name: true, email: true, memberships: { where: { isActive: true }, orderBy: { createdAt: "asc" }, take: 1, select: { customer: { select: { provinceId: true } } } } },
  });
  const isLast = people.length < BATCH;
  await scope.transaction(async (tx) => {
    const moved = await tx.policyTelling.updateMany({ where: { policyTextId: policy.id, cursor: place.cursor, endedAt: null }, data: { cursor: people.at(-1)?.id ?? place.cursor, told: { increment: people.length }, ...(isLast ? { endedAt: scope.now() } : {}) } });
    if (moved.count === 0) return;
    const mails = people.map(({ name, email, memberships }) => mailOf(scope, policy, { name, email: email ?? "", provinceId: memberships[0]?.customer.provinceId ?? firstProvinceOf(scope.platformId) }));
    await tx.notification.createMany({ data: mails });
    await enqueueAll(tx, "notification.deliver", { platformId: scope.platformId, ids: mails.map(({ id }) => id) });
  });
  return !isLast;
}

const mailOf = (scope: Scope, { kind, title, summary, policyVersion, validFrom, isMaterial }: Omit<PolicyText, "body">, { name, email, provinceId }: { name: string; email: string; provinceId: string }) =>
  mailRow(scope, {
    ...worded("policy.changed", { title, release: String(policyVersion), effectiveOn: { day: businessDayOf(validFrom) }, what: summary, isMaterial }),
    recipient: email, greets: name, provinceId, url: pageUrl(provinceId, `/policies/${kind}/${String(policyVersion)}`),
  });
