import { connect } from "node:net";
import type { z } from "zod";
import { dbFor } from "../db";
import { env } from "../env";
import { DISK_LAST_PERCENT, thresholds } from "../operation/figure.rules";
import type { CheckedPart, DeepCheck } from "./deep-check.schema";
import { databaseDiskPercent, hasDatabaseDisk } from "./disk.service";
import { NATIONAL_SCOPE } from "./province.rules";

const LIMIT_MS = 2500;
const SLOW_MS = 1000;
/** A queue that stands longer than this has no worker that keeps up. */
const LAG_SECONDS = 60;

type Found = { fact?: number | null; isDown?: boolean; isSlow?: boolean };

/** Runs one probe under the limit and times it; a probe that throws or hangs is a part that is down. */
async function probe(name: CheckedPart["name"], work: () => Promise<Found>): Promise<CheckedPart> {
  const started = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error("late")), LIMIT_MS);
  });
  const found = await Promise.race([work(), late]).catch((): Found => ({ isDown: true }));
  clearTimeout(timer);
  const tookMs = Math.round(performance.now() - started);
  return { name, tookMs, fact: found.fact ?? null, state: found.isDown ? "down" : found.isSlow === true || tookMs > SLOW_MS ? "slow" : "good" };
}

/** Any answer below 500 says that the other side's front door is open; what it would do with an order only an order tells. */
async function answers(url: string): Promise<Found> {
  const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(LIMIT_MS) });
  await response.body?.cancel();
  return { isDown: response.status >= 500 };
}

/** A mail server greets with 220 before it is asked anything. */
function greets(address: string): Promise<Found> {
  const { hostname, port } = new URL(address);
  return new Promise((done) => {
    const socket = connect({ host: hostname, port: Number(port || 25), timeout: LIMIT_MS });
    const end = (isDown: boolean) => {
      socket.destroy();
      done({ isDown });
    };
    socket.once("data", (chunk: Buffer) => end(!chunk.toString("latin1").startsWith("220")));
    socket.once("error", () => end(true)).once("timeout", () => end(true));
  });
}

const national = () => dbFor(NATIONAL_SCOPE);

async function queueLag(): Promise<Found> {
  const rows = await national().$queryRaw<{ waiting: number; lag: number | null }[]>`
    select count(*)::int as waiting, extract(epoch from now() - min(greatest(created_on, start_after)))::int as lag from pgboss.job where state = 'created' and start_after <= now()`;
  const lag = rows[0]?.lag ?? 0;
  return { fact: lag, isSlow: lag > 10, isDown: lag > LAG_SECONDS };
}

/** Every worker looks after the queue's tables by itself; the newest such look is its sign of life. */
async function workerLife(): Promise<Found> {
  const rows = await national().$queryRaw<{ seconds: number | null }[]>`select extract(epoch from now() - max(maintained_on))::int as seconds from pgboss.version`;
  const seconds = rows[0]?.seconds ?? null;
  return { fact: seconds, isDown: seconds === null || seconds > LAG_SECONDS };
}

async function pendingMigrations(): Promise<Found> {
  const rows = await national().$queryRaw<{ unfinished: number }[]>`select count(*)::int as unfinished from "_prisma_migrations" where finished_at is null and rolled_back_at is null`;
  return { fact: rows[0]?.unfinished ?? 0, isDown: (rows[0]?.unfinished ?? 0) > 0 };
}

/** How full the disk of the database is (promise 24); it has no time of its own to be slow in. */
async function diskRoom(): Promise<Found> {
  const percent = await databaseDiskPercent();
  if (percent === null) return { isDown: true };
  return { fact: percent, isSlow: percent >= thresholds.databaseDisk.raiseAt, isDown: percent >= DISK_LAST_PERCENT };
}

/** SY1: every part that the portal leans on, asked at once, each with its time; never throws and ends within 2.5 s. */
export async function deepCheck(): Promise<z.output<typeof DeepCheck>> {
  const { AP_URL, BSS97_URL, BILLING_URL, STRIPE_API_URL, SMS_URL, SMTP_URL } = env();
  const parts = await Promise.all([
    probe("database", async () => { await national().$queryRaw`select 1`; return {}; }),
    probe("migrations", pendingMigrations),
    probe("queue", queueLag),
    probe("worker", workerLife),
    probe("ap", () => answers(AP_URL)),
    probe("bss97", () => answers(BSS97_URL)),
    probe("billing", () => answers(BILLING_URL)),
    probe("payment", () => answers(STRIPE_API_URL)),
    probe("sms", () => answers(SMS_URL)),
    probe("mail", () => greets(SMTP_URL)),
    ...(hasDatabaseDisk() ? [probe("disk", diskRoom)] : []),
  ]);
  return { checkedAt: new Date(), parts };
}
