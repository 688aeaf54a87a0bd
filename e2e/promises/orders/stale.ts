import { kill } from "node:process";
import { dbFor } from "../../../server/db";
import { until } from "../kit/crash";
import { type Stand, endOf } from "../kit/stand";
import { approvedLine, isCompleted, isOnce, lineOf, switchAp } from "../processes";

/** Row 16: a worker is frozen while its AP answers; another does its work; thawed, the first writes what it was told. */
export async function frozenWorker(stand: Stand): Promise<void> {
  const ROUNDS = 5;
  const seen = { stale: 0, tried: 0, once: 0, gone: 0 };
  const odd: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // The first call is answered late, and with an outage: written now, it would put a finished line back.
    await switchAp(stand, { delayMs: 3000, failNext: 1, onlyOperation: "openService" });
    const id = await approvedLine();
    const { requestKey } = await lineOf(id);
    await until(async () => ((await (await fetch(`${stand.env.AP_URL}/_calls`)).json()) as { calls: { key: string | null }[] }).calls.some(({ key }) => key === requestKey), 15);
    const first = stand.worker();
    const frozen = first.child.pid ?? 0;
    kill(frozen, "SIGSTOP");
    await switchAp(stand, { delayMs: 0 });
    stand.startWorker();
    await until(() => isCompleted(id), 40);
    const before = await lineOf(id);
    kill(frozen, "SIGCONT");
    // What it was told is in the log of calls, whatever became of its write.
    if (await until(async () => (await dbFor("SD").serviceOrderCall.count({ where: { serviceOrderId: id, outcome: { startsWith: "tryAgain" } } })) > 0, 20)) seen.tried += 1;
    const after = await lineOf(id);
    if (JSON.stringify(after) !== JSON.stringify(before)) seen.stale += 1;
    if (await isOnce(stand, id)) seen.once += 1;
    else odd.push(`${before.state} by fence ${before.fence}, then ${after.state} by ${after.fence} after ${after.attempt} tries: ${after.lastAnswer ?? ""}`);
    first.child.kill("SIGTERM");
    if ((await endOf(first, 20_000)) === 0) seen.gone += 1;
  }
  await switchAp(stand, { delayMs: 0, failNext: 0, onlyOperation: "" });
  stand.judge("16 a worker that was frozen past its lease writes nothing over another's work", seen.stale === 0 && seen.once === ROUNDS, `${seen.stale} stale writes in ${ROUNDS}, ${seen.once} done once${odd.length > 0 ? `; ${odd.join("; ")}` : ""}`);
  stand.judge("27 a worker that was frozen and is then asked to end, whatever it is at, ends by itself within 20 s", seen.gone === ROUNDS, `${seen.gone}/${ROUNDS}`);
  stand.judge("16 the attack bites: the thawed worker had an answer to write", seen.tried === ROUNDS, `${seen.tried}/${ROUNDS}`);
}
