import { recordAudit } from "../audit/audit.service";
import type { Tx } from "../db";
import type { Prisma, TestRun, TestStep } from "../generated/prisma/client";
import { log } from "../log";
import { NATIONAL_SCOPE } from "../platforms/province.rules";
import { type Scope, systemScope } from "../scope";
import { type ApConnection, connectionTo } from "./connection.service";
import { packFacts } from "./pack-facts.service";
import { type Answer, type Exchange, type Facts, LOAD_SEATS, type Verdict, judgeLoad, judgeSpeed, packSteps } from "./pack.rules";
import { make, putUnderLoad, untilSettled } from "./pack-call.service";

const SIDE_BY_SIDE = 3;
/** How long a run is one worker's without a word: the longest step between two looks, with room. */
const LEASE_MS = 60_000;
const lease = () => new Date(Date.now() + LEASE_MS);

/** PR8: takes the runs that wait, and those whose worker died, a few side by side. Apart from all other work, since a partner's system may be slow. */
export async function runPacks(): Promise<void> {
  const scope = await systemScope(NATIONAL_SCOPE, "契约测试");
  const due = await scope.db.testRun.findMany({ where: { state: { in: ["waiting", "running"] }, leaseUntil: { lt: new Date() } }, orderBy: { leaseUntil: "asc" }, take: SIDE_BY_SIDE });
  await Promise.all(due.map((run) => runOne(scope, run).catch((error: unknown) => log.error({ runId: run.id, message: String((error as Error).message) }, "a run of the test pack stopped; it goes on when its time is over"))));
}

/** A run in one worker's hand. */
type Hand = { scope: Scope; run: TestRun; connection: ApConnection; facts: Facts; tookMs: number[] };

async function runOne(scope: Scope, waiting: TestRun): Promise<void> {
  const [run] = await scope.db.testRun.updateManyAndReturn({ where: { id: waiting.id, fence: waiting.fence, state: { in: ["waiting", "running"] } }, data: { state: "running", fence: { increment: 1 }, leaseUntil: lease(), startedAt: waiting.startedAt ?? scope.now() } });
  if (!run) return;
  const application = await scope.db.partnerApplication.findFirstOrThrow({ where: { id: run.applicationId }, include: { partner: true } });
  const hand: Hand = { scope, run, connection: connectionTo(application), facts: await packFacts(application, run.id, scope.now()), tookMs: [] };
  const steps = await scope.db.testStep.findMany({ where: { runId: run.id }, orderBy: { place: "asc" } });
  for (const step of steps) {
    // What a dead worker left is done again: the keys are the run's own, so that nothing happens twice.
    if (step.state === "passed" || step.state === "failed" || step.state === "skipped") remember(hand, step);
    else if (!(await takeStep(hand, step))) return;
  }
  await finish(hand);
}

/** What a step that is done already had told. */
function remember({ facts, tookMs }: Hand, { code, exchanges }: TestStep): void {
  const all = exchanges as unknown as Exchange[];
  if (code === "open") facts.businessId = ((all.at(-1)?.response ?? {}) as { businessId?: string }).businessId ?? null;
  if (code !== "hangUp") tookMs.push(...all.map((one) => one.tookMs));
}

/** Does one step and writes what came of it. False when the run is another worker's by now. */
async function takeStep(hand: Hand, step: TestStep): Promise<boolean> {
  const { facts } = hand;
  const definition = packSteps.find(({ code }) => code === step.code);
  if (!(await write(hand, step, { state: "running" }))) return false;
  if (step.code === "speed") return settle(hand, step, judgeSpeed(hand.tookMs), []);
  if (step.code === "load") return load(hand, step);
  if (!definition || (definition.needsService && facts.businessId === null)) return write(hand, step, { state: "skipped", said: "没有开通成功，这一步没有进行" });
  const [answers, exchanges]: [Answer[], Exchange[]] = [[], []];
  for (const call of definition.calls(facts)) {
    const first = await make(hand.connection, call);
    const made = call.path === "/v1/services" && step.code !== "otherBody" ? await untilSettled(hand.connection, call, first) : first;
    answers.push(made.answer);
    exchanges.push(made.exchange);
    if (call.timeoutMs === undefined) hand.tookMs.push(made.answer.tookMs);
  }
  const verdict = definition.judge(answers, facts);
  if (verdict.businessId) facts.businessId = verdict.businessId;
  for (const call of definition.after?.(answers, facts) ?? []) await make(hand.connection, call);
  return settle(hand, step, verdict, exchanges);
}

async function load(hand: Hand, step: TestStep): Promise<boolean> {
  if (hand.facts.businessId === null) return write(hand, step, { state: "skipped", said: "没有开通成功，这一步没有进行" });
  const done = await putUnderLoad(hand.connection, hand.facts, (opened) => write(hand, step, { state: "running", said: `已开通 ${opened} / ${LOAD_SEATS}` }));
  return done !== null && settle(hand, step, judgeLoad(done), []);
}

const settle = (hand: Hand, step: TestStep, { problem, said }: Verdict, exchanges: readonly Exchange[]) =>
  write(hand, step, { state: problem === null ? "passed" : "failed", said: problem ?? said, exchanges: exchanges as unknown as Prisma.InputJsonValue, tookMs: exchanges.reduce((sum, one) => sum + one.tookMs, 0) });

/** Writes to a step and takes the run for another while; both or neither. False when the run is another worker's by now. */
async function write({ scope, run }: Hand, step: TestStep, data: Prisma.TestStepUpdateManyMutationInput): Promise<boolean> {
  return scope.transaction(async (tx) => {
    if (!(await isHeld(tx, run))) return false;
    await tx.testStep.updateMany({ where: { id: step.id }, data });
    return true;
  });
}

const isHeld = async (tx: Tx, { id, fence }: TestRun) => (await tx.testRun.updateMany({ where: { id, fence, state: "running" }, data: { leaseUntil: lease() } })).count === 1;

/** PR8: a run is green when every step passed; the application, by its version and day, is recorded with the same commit. */
async function finish({ scope, run }: Hand): Promise<void> {
  await scope.transaction(async (tx) => {
    if (!(await isHeld(tx, run))) return;
    const isGreen = (await tx.testStep.count({ where: { runId: run.id, state: { not: "passed" } } })) === 0;
    await tx.testRun.updateMany({ where: { id: run.id }, data: { state: isGreen ? "passed" : "failed", endedAt: scope.now() } });
    // Another address by now is another system, which this run says nothing about.
    const application = isGreen ? await tx.partnerApplication.findFirst({ where: { id: run.applicationId } }) : null;
    if (application && connectionTo(application).base === run.address) await tx.partnerApplication.updateMany({ where: { id: run.applicationId }, data: { greenVersion: run.version, greenAt: scope.now(), greenRunId: run.id } });
    await recordAudit(tx, scope, isGreen ? "contractTest.pass" : "contractTest.fail", { kind: "partnerApplication", id: run.applicationId }, { after: { runId: run.id, version: run.version } });
  });
}

