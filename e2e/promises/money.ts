import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import superjson from "superjson";
import { asBusy, dbFor, transact } from "../../server/db";
import { proveLedger } from "../../server/ledger/proof.service";
import { sendMail } from "../../server/notifications/notification.service";
import { systemScope } from "../../server/scope";
import { type TestCustomer, customer, orderInput } from "../fixtures/people";
import { moveClock } from "./kit/clock";
import { type Browser, type Called, browserOf, codeIn, mutate, ownOrigin, query, staffBrowser } from "./kit/portal";
import { statusOf } from "./kit/http";
import { seeded } from "./kit/statistics";
import { type Stand } from "./kit/stand";

type Submitted = { orderId: string; number: string };
const isTransient = ({ status }: Called) => status === 503 || status === 409 || status === 0;

/** As a browser does: the same key again while the answer is "busy" or none came. */
export async function untilAnswered<T>(work: () => Promise<Called<T>>, limit = 60): Promise<Called<T> & { tries: number }> {
  for (let tries = 1; ; tries += 1) {
    const called = await work();
    if (!isTransient(called) || tries >= limit) return { ...called, tries };
    await wait(50 + Math.random() * 200);
  }
}

/** A customer whose money is exactly enough for `count` orders of five seats. */
async function buyerFor(stand: Stand, count: number): Promise<{ who: TestCustomer; browser: Browser; form: Awaited<ReturnType<typeof orderInput>> }> {
  const probe = await (await customer()).as();
  const { ceilingFen } = await probe.order.price({ offeringCode: "OA-STD", seats: 5 });
  const who = await customer({ cashFen: ceilingFen * BigInt(count) });
  return { who, browser: await browserOf(stand, who), form: await orderInput(await who.as(), { seats: 5 }) };
}
const ordersOf = (who: TestCustomer) => dbFor("SD").productOrder.count({ where: { customerId: who.customerId } });

async function doubleSpend(stand: Stand): Promise<void> {
  const [ENOUGH, CLIENTS, EACH] = [100, 40, 10];
  const { who, browser, form } = await buyerFor(stand, ENOUGH);
  const codes: string[] = [];
  let tries = 0;
  await Promise.all(Array.from({ length: CLIENTS }, async () => {
    for (let n = 0; n < EACH; n += 1) {
      const key = randomUUID();
      const called = await untilAnswered(() => mutate<Submitted>(stand, browser, "order.submit", { ...form, key }));
      tries += called.tries;
      codes.push(codeIn(called));
    }
  }));
  const granted = codes.filter((code) => code === "ok").length;
  const { data } = await query<{ cashFen: bigint }>(stand, browser, "balance.mine", {});
  const strange = [...new Set(codes.filter((code) => code !== "ok" && code !== "BALANCE_TOO_LOW"))];
  stand.judge("2 money for 100 orders, 400 asked for by 40 at once: exactly 100, nothing left", granted === ENOUGH && (await ordersOf(who)) === ENOUGH && data?.cashFen === 0n && strange.length === 0, `${granted} granted, ${codes.length - granted} refused, ${data?.cashFen} fen left, ${tries - codes.length} answers "busy" tried again`);
  stand.judge("6 hot rows: nobody sees a conflict", strange.length === 0, `400 orders on one account and one counter: ${strange.join(", ") || "only ok and too low a balance"}`);
}

/** All but the last byte first, then thirty last bytes at once: as near together as a network can bring them. */
async function lastByte(stand: Stand): Promise<void> {
  const [ENOUGH, SOCKETS] = [3, 30];
  const { who, browser, form } = await buyerFor(stand, ENOUGH);
  const sockets = await Promise.all(Array.from({ length: SOCKETS }, async () => {
    const body = Buffer.from(superjson.stringify({ ...form, key: randomUUID() }));
    const head = `POST /api/trpc/order.submit HTTP/1.1\r\nHost: ${stand.host("sd")}\r\nOrigin: ${ownOrigin(stand, "sd")}\r\nCookie: ${browser.cookie}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
    const socket = connect(stand.port, "127.0.0.1");
    const parts: Buffer[] = [];
    const answer = new Promise<string>((done) => socket.on("data", (part: Buffer) => parts.push(part)).on("close", () => done(Buffer.concat(parts).toString())).on("error", () => undefined));
    socket.setNoDelay(true);
    await new Promise<void>((done) => socket.write(Buffer.concat([Buffer.from(head), body.subarray(0, -1)]), () => done()));
    return { flush: () => socket.write(body.subarray(-1)), answer };
  }));
  await wait(500);
  for (const { flush } of sockets) flush();
  const statuses = (await Promise.all(sockets.map(({ answer }) => answer))).map(statusOf);
  const granted = statuses.filter((status) => status === 200).length;
  const made = await ordersOf(who);
  stand.judge("2 thirty last bytes at once on money for 3: never a fourth", made <= ENOUGH && made === granted && made > 0 && statuses.every((status) => [200, 409, 422, 503].includes(status)), `${made} made, ${granted} told so, others ${[...new Set(statuses)].filter((status) => status !== 200).join(", ")}`);
  await stand.owner("create table promises_naive (id int primary key, balance int)");
  await stand.owner("insert into promises_naive values (1, 30)");
  let naive = 0;
  await Promise.all(Array.from({ length: 40 }, async () => {
    const [row] = await stand.owner<{ balance: number }>("select balance from promises_naive");
    if ((row?.balance ?? 0) < 10) return;
    await stand.owner("update promises_naive set balance = $1", [(row?.balance ?? 0) - 10]);
    naive += 1;
  }));
  await stand.owner("drop table promises_naive");
  stand.judge("2 the attack bites: read, then write, lets more through", naive > 3, `${naive} granted on money for 3`);
}

async function sameKey(stand: Stand): Promise<void> {
  const { judge } = stand;
  const { who, browser, form } = await buyerFor(stand, 20);
  const all = await Promise.all(Array.from({ length: 50 }, () => untilAnswered(() => mutate<Submitted>(stand, browser, "order.submit", form))));
  const bodies = new Set(all.map(({ answer }) => answer.text));
  judge("4 fifty times the same key at once: one order, one answer", bodies.size === 1 && (await ordersOf(who)) === 1 && all.every((called) => codeIn(called) === "ok"), `${bodies.size} kind of answer, ${await ordersOf(who)} order, ${all.reduce((sum, { tries }) => sum + tries - 1, 0)} told to wait`);
  const orderId = all[0]?.data?.orderId;
  const changed = await mutate(stand, browser, "order.submit", { ...form, seats: 10 });
  const { who: other, browser: otherBrowser } = await buyerFor(stand, 2);
  const theirs = await mutate<Submitted>(stand, otherBrowser, "order.submit", form);
  judge("4 another body under the key is refused, another person's same key is their own", changed.status === 422 && codeIn(changed) === "KEY_REUSED" && theirs.data !== null && theirs.data.orderId !== orderId && (await ordersOf(other)) === 1, `${changed.status} ${codeIn(changed)}; other person ${codeIn(theirs)}`);

  await stand.stopWeb("SIGKILL");
  await stand.startWeb();
  const later = await mutate<Submitted>(stand, browser, "order.submit", form);
  await stand.owner(`update "IdempotencyRecord" set "createdAt" = "createdAt" - interval '25 hours' where key = $1`, [form.key]);
  await moveClock(stand, 25 * 3_600_000);
  const nextDay = await mutate<Submitted>(stand, browser, "order.submit", form);
  await moveClock(stand, 0);
  judge("4 the same answer after a kill of the web, and 25 hours later", later.data?.orderId === orderId && nextDay.data?.orderId === orderId && (await ordersOf(who)) === 1, `${codeIn(later)}, ${codeIn(nextDay)}, ${await ordersOf(who)} order`);

  const key = randomUUID();
  const db = dbFor("SD");
  const held = db.$transaction(async (tx) => {
    await tx.idempotencyRecord.create({ data: { actorId: who.personId, operation: "productOrder.submit", key, requestHash: "x", createdAt: new Date() } });
    await wait(3200);
    throw new Error("planned");
  }, { timeout: 8000 }).catch(() => undefined);
  await wait(200);
  const inFlight = await mutate(stand, browser, "order.submit", { ...form, key });
  await held;
  judge("4 while the first still runs, the second is told so", inFlight.status === 409 && codeIn(inFlight) === "KEY_IN_FLIGHT", `${inFlight.status} ${codeIn(inFlight)} after ${inFlight.answer.ms.toFixed(0)} ms`);

  const finance = await staffBrowser(stand, "zhaomin@sd.kdsw.example");
  const deposit = { key: randomUUID(), customerId: who.customerId, amountFen: 12_345n, source: "bankTransfer", reference: `P${randomUUID()}`, note: "" };
  const booked = await Promise.all(Array.from({ length: 20 }, () => untilAnswered(() => mutate(stand, finance, "paymentDesk.book", deposit))));
  const deposits = await stand.owner(`select 1 from "Payment" p join "Journal" j on j."extRef" = 'payment:' || p.id where p.reference = upper($1)`, [deposit.reference]);
  const cancel = { orderId, key: randomUUID() };
  const cancelled = await Promise.all(Array.from({ length: 20 }, () => untilAnswered(() => mutate(stand, browser, "order.cancel", cancel))));
  const releases = await stand.owner(`select 1 from "Journal" where kind = 'release' and "extRef" like $1 || '%'`, [orderId]);
  const codes = [...new Set([...booked, ...cancelled].map(codeIn))];
  const rightMoney = (await query<{ cashFen: bigint }>(stand, browser, "balance.mine", {})).data?.cashFen;
  const bookedOnce = new Set(booked.map(({ answer }) => answer.text)).size === 1 && new Set(cancelled.map(({ answer }) => answer.text)).size === 1;
  judge("4 a deposit and a cancelling, twenty times each: one effect each", codes.join() === "ok" && bookedOnce && deposits.length === 1 && releases.length === 1, `${codes.join(", ")}; ${deposits.length} deposits, ${releases.length} releases, ${rightMoney} fen`);
}

/** Pairs of writers that take two rows in opposite order, by the model's own calls and by raw SQL: deadlocks for certain. */
async function deadlocks(stand: Stand): Promise<void> {
  const [PAIRS, EACH] = [5, 20];
  const db = dbFor("SD");
  await stand.owner("alter system set deadlock_timeout = '100ms'");
  await stand.owner("select pg_reload_conf()");
  const count = async () => Number((await stand.owner<{ n: string }>("select deadlocks as n from pg_stat_database where datname = current_database()"))[0]?.n);
  const before = await count();
  let kept = 0;
  let sum = 0;
  const seen: string[] = [];
  await Promise.all(Array.from({ length: PAIRS }, async (_, pair) => {
    const ids = [(await customer()).customerId, (await customer()).customerId];
    await Promise.all([ids, ids.toReversed()].map(async (order) => {
      for (let n = 0; n < EACH; n += 1) {
        await transact(db, async (tx) => {
          for (const id of order) {
            if (pair % 2 === 0) await tx.$executeRaw`update "Customer" set version = version + 1 where id = ${id}::uuid`;
            else await tx.customer.updateMany({ where: { id }, data: { version: { increment: 1 } } });
            await wait(5);
          }
        }).then(() => { kept += 1; }, (error: Error) => seen.push(asBusy(error) === error ? String(error.message).slice(-200) : "busy"));
      }
    }));
    const rows = await db.customer.findMany({ where: { id: { in: ids } }, select: { version: true } });
    sum += rows.reduce((total, { version }) => total + version, 0);
  }));
  await stand.owner("alter system reset deadlock_timeout");
  await stand.owner("select pg_reload_conf()");
  await wait(600);
  const [wanted, met] = [PAIRS * 2 * EACH, (await count()) - before];
  stand.judge("6 deadlocks are run again as a whole: 99 of 100 go through, the rest are a clean \"busy\", and the sum is right", kept >= wanted * 0.99 && sum === kept * 2 && seen.every((words) => words === "busy"), `${kept}/${wanted}, sum ${sum}, others: ${[...new Set(seen)].join("; ") || "none"}`);
  stand.judge("6 the attack bites: PostgreSQL counted deadlocks", met > PAIRS, `${met} deadlocks`);
}

/** Rows and their jobs, with an error, or a broken connection, at a random place. */
async function outbox(stand: Stand): Promise<void> {
  await stand.stopWorker();
  const random = seeded(stand.seed);
  const scope = await systemScope("SD");
  const kind = "release.told" as const;
  let wanted = 0;
  const plan = Array.from({ length: 1000 }, () => ({ roll: random() }));
  await Promise.all(Array.from({ length: 8 }, async () => {
    for (let item = plan.pop(); item; item = plan.pop()) {
      const { roll } = item;
      await scope.transaction(async (tx) => {
        await sendMail(tx, scope, { kind, recipient: "nobody@company.example", subject: "x", text: "x" });
        if (roll < 0.25) throw new Error("planned");
        if (roll < 0.3) await tx.$executeRaw`select pg_terminate_backend(pg_backend_pid())`;
        if (roll < 0.5) await tx.$executeRaw`select 1 / (${roll > 0 ? 0 : 1})::int`;
        if (roll > 0.9) await sendMail(tx, scope, { kind, recipient: "nobody@company.example", subject: "y", text: "y" });
      }).then(() => { wanted += roll > 0.9 ? 2 : 1; }, () => undefined);
    }
  }));
  const compare = async () => {
    const rows = await stand.owner<{ id: string }>(`select id from "Notification" where kind = $1`, [kind]);
    const jobs = await stand.owner<{ id: string }>(`select j.data->>'id' as id from pgboss.job j where j.name = 'notification.deliver' and j.data->>'id' in (select id::text from "Notification" where kind = $1)`, [kind]);
    const orphans = await stand.owner(`select 1 from pgboss.job j where j.name = 'notification.deliver' and not exists (select from "Notification" n where n.id::text = j.data->>'id')`);
    return { rows: rows.length, jobs: jobs.length, orphans: orphans.length, isSame: rows.length === jobs.length && new Set(jobs.map(({ id }) => id)).size === rows.length && orphans.length === 0 };
  };
  const seen = await compare();
  stand.judge("17 a row and its job commit together: 1,000 with random aborts", seen.isSame && seen.rows === wanted && wanted > 300, `${seen.rows} rows, ${seen.jobs} jobs, ${seen.orphans} jobs without a row, ${wanted} reported as kept`);
  await stand.owner(`delete from "Notification" where id = (select id from "Notification" where kind = $1 limit 1)`, [kind]);
  const planted = await compare();
  stand.judge("17 the attack bites: a job without its row is seen", !planted.isSame, `${planted.rows} rows, ${planted.jobs} jobs, ${planted.orphans} without a row`);
  await stand.owner(`delete from pgboss.job j where j.name = 'notification.deliver' and j.data->>'id' in (select id::text from "Notification" where kind = $1)`, [kind]);
  await stand.owner(`delete from pgboss.job j where j.name = 'notification.deliver' and not exists (select from "Notification" n where n.id::text = j.data->>'id')`);
  await stand.owner(`delete from "Notification" where kind = $1`, [kind]);
  stand.startWorker();
}

/** The ledger as a whole, after everything that was done to it. */
export async function proveMoney(stand: Stand, words: string): Promise<void> {
  const proof = await proveLedger(await systemScope("SD"));
  const faults = proof.unbalancedJournals + proof.driftingAccounts + proof.belowFloor + proof.holdsWithoutOpenOrder;
  stand.judge(`1 money is conserved ${words}`, faults === 0 && proof.totalFen === 0n && proof.journals > 0, `${proof.journals} journals, total ${proof.totalFen} fen, ${faults} faults`);
}

export async function run(stand: Stand): Promise<void> {
  await doubleSpend(stand);
  await lastByte(stand);
  await sameKey(stand);
  await deadlocks(stand);
  await outbox(stand);
  await proveMoney(stand, "after races");
}
