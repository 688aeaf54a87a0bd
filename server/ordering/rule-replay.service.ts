import type { z } from "zod";
import { type Tx, newId } from "../db";
import type { ChannelRuleDraft } from "../generated/prisma/client";
import { enqueue } from "../queue";
import type { Scope, StaffActor } from "../scope";
import { requeueDue } from "../sweep";
import { ChannelRules } from "./channel.rules";
import { REPLAY_DAYS, type ReplayTally, ReplayGroup, replayBatch } from "./rule-replay.rules";
import type { ReplayView } from "./rule.schema";

const BATCH = 500;

/** Begins to try a draft on the orders of the last thirty days, with the caller's transaction; a trial that runs goes on alone. */
export async function startReplay(tx: Tx, scope: Scope<StaffActor>, { id: draftId, contentHash, rules }: ChannelRuleDraft): Promise<void> {
  const running = await tx.channelRuleReplay.findFirst({ where: { draftId, state: "running" }, select: { id: true, contentHash: true } });
  if (running?.contentHash === contentHash) return;
  // What another content gave until now is of no use.
  if (running) await tx.channelRuleReplay.deleteMany({ where: { id: running.id } });
  const ordersTo = scope.now();
  const ordersFrom = new Date(ordersTo.getTime() - REPLAY_DAYS * 86_400_000);
  const id = newId();
  const made = await tx.channelRuleReplay.createMany({ data: [{ id, draftId, contentHash, rules: ChannelRules.parse(rules), ordersFrom, ordersTo, total: 0, startedBy: scope.actor.name, startedAt: ordersTo, stepAt: ordersTo }], skipDuplicates: true });
  if (made.count > 0) await enqueue(tx, "channelRule.replay", { platformId: scope.platformId, id });
}

/**
 * BO5: one batch of a trial; the next one's job commits with its result, so that a worker that dies loses one batch at the most.
 * Two that work on the same batch: the second finds it counted already, and leaves.
 */
export async function stepReplay(scope: Scope, { id }: { id: string }): Promise<void> {
  const replay = await scope.db.channelRuleReplay.findFirst({ where: { id, state: "running" } });
  if (!replay) return;
  const orders = await scope.db.productOrder.findMany({
    where: { createdAt: { gte: replay.ordersFrom, lt: replay.ordersTo } }, orderBy: [{ createdAt: "asc" }, { id: "asc" }], take: BATCH,
    ...(replay.lastOrderId ? { skip: 1, cursor: { platformId_id: { platformId: scope.platformId, id: replay.lastOrderId } } } : {}),
    select: { id: true, number: true, provinceId: true, decision: true, ruleNumber: true, ruleSetVersion: true, channelFacts: true },
  });
  const sets = await scope.db.channelRuleSet.findMany({ where: { ruleSetVersion: { in: [...new Set(orders.map(({ ruleSetVersion }) => ruleSetVersion))] } }, select: { ruleSetVersion: true, rules: true } });
  const seconds = new Set(sets.flatMap(({ ruleSetVersion, rules }) => ChannelRules.parse(rules).rules.filter(({ needsSecondReviewer }) => needsSecondReviewer).map(({ number }) => `${ruleSetVersion}:${number}`)));
  // Counted here and not by who began it, whose duty may be some of the provinces.
  const total = replay.lastOrderId ? replay.total : await scope.db.productOrder.count({ where: { createdAt: { gte: replay.ordersFrom, lt: replay.ordersTo } } });
  const before: ReplayTally = { done: replay.done, withoutFacts: replay.withoutFacts, changed: replay.changed, groups: ReplayGroup.array().parse(replay.groups) };
  const tally = replayBatch(ChannelRules.parse(replay.rules), before, orders.map(({ id: orderId, number, provinceId, decision, ruleNumber, ruleSetVersion, channelFacts }) => ({ id: orderId, number, provinceId, facts: channelFacts, was: { decision, needsSecondReviewer: seconds.has(`${ruleSetVersion}:${ruleNumber}`) } })));
  const isLast = orders.length < BATCH;
  await scope.transaction(async (tx) => {
    const moved = await tx.channelRuleReplay.updateMany({
      where: { id, state: "running", done: replay.done },
      data: { ...tally, total, stepAt: scope.now(), ...(isLast ? { state: "done", total: tally.done } : { lastOrderId: orders.at(-1)?.id ?? null }) },
    });
    if (moved.count > 0 && !isLast) await enqueue(tx, "channelRule.replay", { platformId: scope.platformId, id });
  });
}

/** Trials that stand still, as after a lost queue. */
export function requeueDueReplays(scope: Scope): Promise<number> {
  const due = { state: "running" as const, stepAt: { lt: new Date(scope.now().getTime() - 30_000) } };
  return requeueDue(scope, "channelRule.replay", {
    find: (most) => scope.db.channelRuleReplay.findMany({ where: due, take: most, select: { id: true } }),
    take: (tx, id) => tx.channelRuleReplay.updateMany({ where: { id, ...due }, data: { stepAt: scope.now() } }),
  });
}

/** The newest trial of a draft, with examples as far as the reader's duty goes. */
export async function latestReplay(scope: Scope<StaffActor>, draft: ChannelRuleDraft): Promise<z.output<typeof ReplayView> | null> {
  const replay = await scope.db.channelRuleReplay.findFirst({ where: { draftId: draft.id }, orderBy: { startedAt: "desc" } });
  if (!replay) return null;
  const groups = ReplayGroup.array().parse(replay.groups);
  const ids = groups.flatMap(({ examples }) => examples.map(({ orderId }) => orderId));
  // Read under the duty's provinces: an order that the reader must not see is no example for them.
  const [orders, tasks] = await Promise.all([
    scope.db.productOrder.findMany({ where: { id: { in: ids } }, select: { id: true, number: true, customerId: true } }),
    scope.db.reviewTask.findMany({ where: { orderId: { in: ids } }, orderBy: { askedAt: "desc" }, select: { id: true, orderId: true } }),
  ]);
  const { state, total, done, withoutFacts, changed, ordersFrom, ordersTo, startedBy, startedAt, contentHash } = replay;
  return {
    isOfContent: contentHash === draft.contentHash, state, total, done, withoutFacts, changed, ordersFrom, ordersTo, startedBy, startedAt,
    groups: groups.sort((a, b) => b.count - a.count).map(({ examples, ...group }) => ({
      ...group,
      examples: examples.flatMap(({ orderId }) => {
        const order = orders.find(({ id }) => id === orderId);
        return order ? [{ number: order.number, customerId: order.customerId, taskId: tasks.find((task) => task.orderId === orderId)?.id ?? null }] : [];
      }),
    })),
  };
}
