import type PgBoss from "pg-boss";
import { endViews } from "./access/view.service";
import { startDueVersions } from "./catalog/content-release.service";
import { anchorChain } from "./audit/audit.service";
import { watchLicences } from "./accounts/licence.service";
import { completeOpening } from "./accounts/opening-outcome.service";
import { escalateApprovals, expireApprovals } from "./authority/approval.service";
import { endRunOut } from "./authority/withdrawal.service";
import { expireOpenings } from "./accounts/opening-submit.service";
import { dunDebts } from "./billing/dunning.service";
import { endAtPeriodEnd, warnLowBalance } from "./billing/forecast.service";
import { endLapsed, renewPrepaid } from "./billing/prepaid.service";
import { chargeLateUsage } from "./billing/late-usage.service";
import { advanceRuns } from "./billing/run.service";
import { warnBudgets } from "./billing/budget.service";
import { endTrials, remindTrials } from "./billing/trial.service";
import { handOverDue } from "./company/hand-over.service";
import { eraseClosed, purgeClosed } from "./closing/after.service";
import { returnLateCash, settleClosings } from "./closing/settle.service";
import { endRests, remindPaused } from "./lifecycle/sweep.service";
import { carryOutRelationships, lapseRelationships } from "./group/relationship-edge.service";
import { carryOutTransfers } from "./group/transfer-edge.service";
import { CHANGES_A_TURN, executeDueChanges } from "./changes/execute.service";
import { deliverTo97, requeueDueBssMessages } from "./bss/bss.service";
import { asBusy, closeDatabases, useWorkerLimits } from "./db";
import { databaseUrlOf, env } from "./env";
import { crashPoint } from "./crash-point";
import { AppError } from "./kernel/errors";
import { payForChildren } from "./ledger/child-payer.service";
import { proveNightly } from "./ledger/proof.service";
import { expireRed } from "./fapiao/fapiao.service";
import { log } from "./log";
import { sendAppNotices } from "./notifications/app-notice-send.service";
import { releaseHeld } from "./notifications/held.service";
import { deliver, requeueDueNotifications } from "./notifications/notification.service";
import { forgetFailures } from "./operation/job.service";
import { watchDatabaseDisk, watchFigures } from "./operation/alarm.service";
import { keepKeys } from "./oidc/key.service";
import { forgetRecords } from "./oidc/forget.service";
import { expireHandOffs } from "./ordering/hand-off-expiry.service";
import { expireReturned } from "./ordering/outcome.service";
import { watchQuotes } from "./quotes/expire.service";
import { requeueDueReplays, stepReplay } from "./ordering/rule-replay.service";
import { topUpLow } from "./payments/auto.service";
import { applyEvent } from "./payments/event.service";
import { requeueDueEvents } from "./payments/inbox.service";
import { syncWithProvince } from "./payments/province.service";
import { fetchLostEvents, reconcilePayments } from "./payments/reconcile.service";
import { requeueDueRefunds, sendDueRefund } from "./payments/refund.service";
import { bookStatementLines } from "./payments/statement.service";
import { expireClaims } from "./payments/transfer.service";
import { askHeartbeats } from "./partners/heartbeat.service";
import { runPacks } from "./partners/pack.service";
import { watchSwitches } from "./platforms/switch.service";
import { carryOutErasures } from "./privacy/erasure.service";
import { tellOfPolicies } from "./privacy/policy-tell.service";
import { runRetention } from "./privacy/retention.service";
import { readiness } from "./platforms/health.service";
import { platformIds, scopeIds, workPlatformIds } from "./platforms/province.rules";
import { requeueDueServiceOrders } from "./provisioning/desk.service";
import { settleDropped } from "./provisioning/dropped.service";
import { expirePartChoices } from "./provisioning/part.service";
import { sendServiceOrder } from "./provisioning/send.service";
import { type JobData, type QueueName, bossOf, stopQueues } from "./queue";
import { tellOfProblems } from "./problems/tell.service";
import { runBulkActions } from "./review/bulk.service";
import { warnOfLateReviews } from "./review/task.service";
import { type Scope, systemScope } from "./scope";
import { foldOrderTally } from "./tmf/order-total.service";
import { deliverEvents, fanOutEvents, forgetEvents } from "./tmf/outbox.service";
import { purgeEdge } from "./shop/edge.service";
import { runSeatImports } from "./seats/seat-import.service";
import { checkDueSeats } from "./seats/seat-check.service";
import { forgetTakeouts, makeTakeout, requeueDueTakeouts } from "./takeout/takeout-write.service";
import { readDueUsage } from "./usage/reading.service";
import { noteStep } from "./ordering/step.service";

useWorkerLimits();

/** What each queue does with a row; a handler parses nothing but the platform and the id. */
const handlers: Record<QueueName, (scope: Scope, job: { id: string }) => Promise<void>> = {
  "provisioning.send": sendServiceOrder,
  "notification.deliver": deliver,
  "payment.event": applyEvent,
  "payment.refund": sendDueRefund,
  "channelRule.replay": stepReplay,
  "data.takeout": makeTakeout,
  "edge.purge": purgeEdge,
  "bss.tell": (scope, job) =>
    deliverTo97(scope, job, async (tx, { kind, orderId, openingId, answer }) => {
      if (kind === "opening" && openingId) await completeOpening(tx, scope, { openingId, accountNumber97: String(answer.accountNumber97 ?? "") });
      if (kind === "orderResult" && orderId) await noteStep(tx, scope, { orderId, kind: "told97", isSystem: true });
    }),
};

/** Providers are called side by side: one that hangs keeps nobody waiting but its own until its circuit opens (promise 25). */
const lanes: QueueName[] = [...(Object.keys(handlers) as QueueName[]), "provisioning.send", "provisioning.send"];

const known = new Set(scopeIds());
async function handle(queue: QueueName, jobs: PgBoss.Job<JobData>[]): Promise<void> {
  for (const { data } of jobs) {
    if (!known.has(data.platformId)) throw new Error(`job names no scope: ${queue}`);
    await handlers[queue](await systemScope(data.platformId), { id: data.id });
    if (queue === "provisioning.send") crashPoint("beforeAck");
  }
}

/** Rows that are due but have no job (a lost queue, a moved clock), found again every few seconds. */
async function sweep(): Promise<void> {
  for (const platformId of workPlatformIds()) {
    const scope = await systemScope(platformId);
    // One after the other, but no step stands in the way of the next: a row that cannot be ended must not hold up every platform's retries.
    for (const step of [requeueDueServiceOrders, requeueDueNotifications, releaseHeld, tellOfProblems, tellOfPolicies, requeueDueBssMessages, requeueDueEvents, requeueDueRefunds, requeueDueReplays, startDueVersions, requeueDueTakeouts, forgetTakeouts, proveNightly, expireReturned, watchQuotes, escalateApprovals, expireApprovals, expirePartChoices, lapseRelationships, settleDropped, foldOrderTally, expireHandOffs, expireOpenings, watchLicences, handOverDue, runBulkActions, watchSwitches, warnOfLateReviews, endViews, carryOutErasures]) {
      await step(scope).catch((error: unknown) => log.error({ name: step.name, platformId, message: String((error as Error).message) }, "a step of the sweep failed"));
    }
  }
  const national = await systemScope("ZX");
  await requeueDueNotifications(national);
  await requeueDueEvents(national);
}

/** What the payment provider's messages did not tell, from its own records. */
async function reconcile(): Promise<void> {
  if (env().STRIPE_SECRET_KEY === "") return;
  await fetchLostEvents();
  for (const platformId of platformIds()) await reconcilePayments(await systemScope(platformId));
}

/** Apart from the sweep: a provider that hangs must not hold up everybody's retries. */
async function topUpAll(): Promise<void> {
  if (env().STRIPE_SECRET_KEY === "") return;
  for (const platformId of platformIds()) await topUpLow(await systemScope(platformId, "自动充值"));
}

async function warnAllBudgets(): Promise<void> {
  for (const platformId of workPlatformIds()) await warnBudgets(await systemScope(platformId));
}

/** Months of prepaid products, bill runs and dunning, platform by platform; whatever is left comes with the next turn. */
async function advanceBilling(): Promise<void> {
  for (const platformId of workPlatformIds()) {
    const scope = await systemScope(platformId);
    for (const step of [bookStatementLines, expireClaims, warnLowBalance, remindTrials, endTrials, carryOutTransfers, carryOutRelationships, renewPrepaid, payForChildren, endRunOut, endAtPeriodEnd, remindPaused, endRests, settleClosings, returnLateCash, eraseClosed, purgeClosed, endLapsed, expireRed, advanceRuns, chargeLateUsage, dunDebts] as const) {
      await step(scope).catch((error: unknown) => log.error({ name: step.name, platformId, message: String((error as Error).message) }, "a step of billing failed"));
    }
  }
}

/**
 * Changes whose period edge has come: a turn for each platform, and again at once while one had its hands full. Apart from billing, since
 * an edge with very many must hold up nobody's bills, nor wait for them.
 */
async function crossEdges(): Promise<boolean> {
  let isMore = false;
  for (const platformId of workPlatformIds()) {
    const looked = await executeDueChanges(await systemScope(platformId)).catch((error: unknown) => {
      log.error({ platformId, message: String((error as Error).message) }, "the changes of a period edge could not be carried out");
      return 0;
    });
    if (looked >= CHANGES_A_TURN) isMore = true;
  }
  return isMore;
}

/** The use of metered products. Apart from the sweep, since an AP that hangs must not hold up everybody's retries. */
async function readAllUsage(): Promise<void> {
  for (const platformId of workPlatformIds()) await readDueUsage(await systemScope(platformId)).catch((error: unknown) => log.error({ platformId, message: String((error as Error).message) }, "usage could not be read"));
}

async function runAllSeatImports(): Promise<void> {
  for (const platformId of workPlatformIds()) await runSeatImports(await systemScope(platformId));
}

/** Messages to everybody of an application; at once again while one platform has its hands full. */
async function tellAppUsers(): Promise<boolean> {
  let isMore = false;
  for (const platformId of workPlatformIds()) if (await sendAppNotices(await systemScope(platformId))) isMore = true;
  return isMore;
}

/** Seats against the providers' lists. Apart from the sweep, as the use is. */
async function checkAllSeats(): Promise<void> {
  for (const platformId of workPlatformIds()) await checkDueSeats(await systemScope(platformId)).catch((error: unknown) => log.error({ platformId, message: String((error as Error).message) }, "seats could not be compared"));
}

/** Payments that the provinces collected, and the comparing of each day. */
async function syncAll(): Promise<void> {
  for (const platformId of platformIds()) await syncWithProvince(await systemScope(platformId)).catch((error: unknown) => log.warn({ platformId, message: String((error as Error).message) }, "the province's billing system did not answer"));
}

/** Business figures against their thresholds; a platform that fails holds up no other. */
async function watchAll(): Promise<void> {
  for (const platformId of platformIds()) await watchFigures(await systemScope(platformId)).catch((error: unknown) => log.error({ platformId, message: String((error as Error).message) }, "the business figures could not be read"));
}

/** Events to those who subscribed to them; a platform whose subscribers hang holds up no other's. */
async function tellEvents(): Promise<void> {
  await Promise.all(platformIds().map(async (platformId) => {
    const scope = await systemScope(platformId);
    await fanOutEvents(scope);
    await deliverEvents(scope);
  }));
}

async function forgetAllEvents(): Promise<void> {
  for (const platformId of workPlatformIds()) {
    const scope = await systemScope(platformId);
    await forgetRecords(scope);
    await keepKeys(scope);
    await forgetEvents(scope);
    await forgetFailures(scope);
  }
}

const retainAll = async () => {
  for (const platformId of scopeIds()) await runRetention(await systemScope(platformId, "到期处理"));
};

const anchorAll = async () => {
  for (const platformId of scopeIds()) await anchorChain(await systemScope(platformId));
};

/** Runs `work` again and again with a pause, or without one after it said true; a failure is logged and the next turn comes all the same. */
function every(seconds: number, name: string, work: () => Promise<unknown>): () => Promise<void> {
  let isStopped = false;
  let wake: () => void = () => undefined;
  const loop = (async () => {
    while (!isStopped) {
      const isMore = await work().catch((error: unknown) => log.error({ name, message: String((error as Error).message) }, "periodic work failed"));
      // Asked to stop while it worked: the pause may be an hour.
      if (isStopped) return;
      if (isMore === true) continue;
      await new Promise<void>((resume) => {
        wake = resume;
        setTimeout(resume, seconds * 1000).unref();
      });
    }
  })();
  return async () => {
    isStopped = true;
    wake();
    await loop;
  };
}

const LONGEST_WAIT_MS = 60_000;
/** A worker that is started while the database is away waits for it a minute, as one that runs waits for ever. */
async function databaseReady(): Promise<void> {
  for (const end = performance.now() + LONGEST_WAIT_MS; performance.now() < end && !(await readiness()).isReady; ) await new Promise((resume) => setTimeout(resume, 500));
}

async function main(): Promise<void> {
  await databaseReady();
  const byUrl = new Map(scopeIds().map((scopeId) => [databaseUrlOf(scopeId), scopeId]));
  for (const scopeId of byUrl.values()) {
    const boss = bossOf(scopeId);
    await boss.start();
    for (const queue of lanes) {
      const id: string = await boss.work<JobData>(queue, { batchSize: 1, pollingIntervalSeconds: 0.5 }, (jobs) => {
        // It looks again at once while there is work, else a queue would be done at two jobs a second however short they are.
        boss.notifyWorker(id);
        return handle(queue, jobs);
      });
    }
  }
  const stops = [every(5, "sweep", sweep), every(60, "anchor", anchorAll), every(60, "retention", retainAll), every(60, "figures", watchAll), every(env().DISK_WATCH_SECONDS, "disk", () => watchDatabaseDisk()), every(60, "budgets", warnAllBudgets), every(3, "billing", advanceBilling), every(3, "period edge", crossEdges), every(10, "province", syncAll), every(env().PAYMENT_RECONCILE_SECONDS, "reconcile", reconcile), every(10, "automatic top-ups", topUpAll), every(5, "usage", readAllUsage), every(5, "seats", checkAllSeats), every(2, "seat imports", runAllSeatImports), every(3, "app notices", tellAppUsers), every(Math.min(5, env().HEARTBEAT_SECONDS), "heartbeats", () => askHeartbeats()), every(2, "test packs", runPacks), every(2, "events", tellEvents), every(3600, "old events", forgetAllEvents)];
  log.info("worker ready");
  process.send?.("ready");
  const stop = async () => {
    await Promise.all([...stops.map((end) => end()), stopQueues()]);
    await closeDatabases();
    process.exit(0);
  };
  process.once("SIGTERM", () => void stop());
  process.once("SIGINT", () => void stop());
}

// pg-boss reports a job's end without waiting for it, so an outage at that moment has nobody to catch it. The job expires and
// comes again, and the rows say what is due: the worker stays. Anything else is a fault of ours and ends it.
process.on("unhandledRejection", (reason) => {
  log.error({ message: String((reason as Error | undefined)?.message ?? reason) }, "a promise failed that nobody waited for");
  if (!(asBusy(reason) instanceof AppError)) process.exit(1);
});

main().catch((error: unknown) => {
  log.error({ message: String((error as Error).message) }, "the worker could not start: check DATABASE_URL and that the migrations ran");
  process.exit(1);
});
