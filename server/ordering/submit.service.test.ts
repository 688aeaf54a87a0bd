import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { expect, it } from "vitest";
import { releasedContract } from "../../e2e/fixtures/contract";
import { codeOf, customer, operator, orderInput } from "../../e2e/fixtures/people";
import { seedCatalogue } from "../../prisma/seed/catalogue";
import { seedFoundations } from "../../prisma/seed/foundations";
import { dbFor } from "../db";
import { firstBill, totalFen } from "../catalog/rating.rules";
import { offeringForOrder } from "../catalog/storefront.service";
import { businessDayOf } from "../kernel/calendar";

it("OR10: fifty copies of one submit make one order, one hold, and fifty equal answers", async () => {
  const buyer = await customer({ cashFen: 1_000_000n });
  const caller = await buyer.as();
  const input = await orderInput(caller);
  const answers = await Promise.all(Array.from({ length: 50 }, async () => (await buyer.as()).order.submit(input).catch((error: unknown) => error)));
  const made = answers.filter((answer): answer is { orderId: string } => typeof answer === "object" && answer !== null && "orderId" in answer);
  // A call that waits longer than the lock limit is told so and may repeat; nobody is told anything else.
  for (const answer of answers) if (!made.includes(answer as never)) expect(["KEY_IN_FLIGHT", "BUSY"]).toContain((answer as { cause?: { code?: string } }).cause?.code);
  expect(new Set(made.map((answer) => answer.orderId)).size).toBe(1);
  expect(await dbFor("SD").productOrder.count({ where: { customerId: buyer.customerId } })).toBe(1);
  expect(await dbFor("SD").hold.count({ where: { customerId: buyer.customerId } })).toBe(1);
});

it("OR10: of twelve orders at once each has its own number and every one of its rows; of a refused one nothing is left", async () => {
  const buyers: Awaited<ReturnType<typeof customer>>[] = [];
  for (let n = 0; n < 12; n += 1) buyers.push(await customer({ cashFen: n % 4 === 0 ? 0n : 1_000_000n }));
  const sample = await orderInput(await buyers[0]!.as());
  const answers = await Promise.all(buyers.map(async (buyer) => {
    const input = { ...sample, key: randomUUID() };
    for (;;) {
      const answer = await (await buyer.as()).order.submit(input).catch((error: unknown) => (error as { cause?: { code?: string } }).cause?.code ?? String(error));
      if (typeof answer !== "string") return answer;
      if (answer === "BALANCE_TOO_LOW") return null;
      // A full pool is told as busy; the same key is sent again.
      expect(["BUSY", "KEY_IN_FLIGHT"]).toContain(answer);
    }
  }));
  expect(answers.map((answer) => answer === null)).toEqual(buyers.map((_, n) => n % 4 === 0));
  expect(new Set(answers.flatMap((answer) => answer?.number ?? [])).size).toBe(9);
  const owner = new Client({ connectionString: process.env.TEST_OWNER_URL, options: "-c portal.platform=SD" });
  await owner.connect();
  const { rows } = await owner.query(`
    select c."accountName" as name, o.number, o."reasonCodes", o."startOn"::text as day, jsonb_typeof(i.components) as components, o.facts ->> 'administratorEmail' as fact,
      (select count(*) from "OrderVersion" x where x."orderId" = o.id)::int as versions,
      (select string_agg(x.kind::text, ',' order by x.at, x.id) from "OrderEvent" x where x."orderId" = o.id) as events,
      (select sum(x."amountFen") from "Hold" x where x."orderId" = o.id and x.state = 'held') = o."ceilingFen" as held,
      (select count(*) from "Posting" x join "Journal" j on j.id = x."journalId" where j."extRef" = o.id || ':1')::int as postings,
      (select count(*) from "ReviewTask" x where x."orderId" = o.id and x.state = 'open')::int as tasks,
      (select count(*) from "AuditRecord" x where x."targetId" = o.id::text)::int as records,
      (select count(*) from "IdempotencyRecord" x where x.answer like '%' || o.id || '%')::int as keys,
      (select count(*) from "Notification" x join pgboss.job b on b.data ->> 'id' = x.id::text where x."orderId" = o.id)::int as jobs
    from "Customer" c left join "ProductOrder" o on o."customerId" = c.id left join "ProductOrderItem" i on i."orderId" = o.id where c.id = any ($1)`, [buyers.map((buyer) => buyer.customerId)]);
  await owner.end();
  const byName = new Map(rows.map((row: { name: string }) => [row.name, row]));
  for (const [n, buyer] of buyers.entries()) {
    const whole = { number: answers[n]?.number, day: businessDayOf(new Date()), components: "array", fact: "admin@company.example", versions: 1, events: "submitted,held", held: true, postings: 2, tasks: 1, records: 1, keys: 1, jobs: 1 };
    expect(byName.get(buyer.accountName)).toMatchObject(answers[n] ? whole : { number: null, versions: 0, events: null, held: null, postings: 0, tasks: 0, records: 0, keys: 0, jobs: 0 });
  }
});

it("OR10: the same key with another number of seats is refused, and the first order stands", async () => {
  const buyer = await customer({ cashFen: 1_000_000n });
  const caller = await buyer.as();
  const input = await orderInput(caller);
  const made = await caller.order.submit(input);
  expect(await codeOf(caller.order.submit({ ...input, seats: 15 }))).toBe("KEY_REUSED");
  expect((await caller.order.list({})).rows.map((row) => row.id)).toEqual([made.orderId]);
});

it("BI3: under 50 parallel orders the balance covers exactly as many as it can pay and never falls below zero", async () => {
  const buyer = await customer({ cashFen: 100_000n });
  const caller = await buyer.as();
  const sample = await orderInput(caller);
  const { ceilingFen } = await caller.order.price({ offeringCode: sample.offeringCode, seats: sample.seats });
  const codes = await Promise.all(Array.from({ length: 50 }, async () => {
    // A busy row is told as busy; a person tries again with the same key.
    const input = { ...sample, key: randomUUID() };
    for (;;) {
      const code = await codeOf((await buyer.as()).order.submit(input));
      if (code === "ok" || code === "BALANCE_TOO_LOW") return code;
      expect(["BUSY", "KEY_IN_FLIGHT"]).toContain(code);
    }
  }));
  const affordable = Number(100_000n / ceilingFen);
  expect(codes.filter((code) => code === "ok")).toHaveLength(affordable);
  expect(await caller.balance.mine({})).toEqual({ cashFen: 100_000n - BigInt(affordable) * ceilingFen, heldFen: BigInt(affordable) * ceilingFen });
});

it("SC6: seats below the minimum, above the maximum or off the step are refused at their field", async () => {
  const buyer = await customer({ cashFen: 1_000_000n });
  const caller = await buyer.as();
  const input = await orderInput(caller);
  for (const seats of [1, 7, 305, 100_000]) expect(await codeOf(caller.order.submit({ ...input, key: randomUUID(), seats }))).toBe("FIELDS_REFUSED");
  expect((await caller.order.list({})).rows).toEqual([]);
});

it("SC2: an offering that is not open in the province cannot be ordered by API", async () => {
  const buyer = await customer({ cashFen: 1_000_000n });
  const caller = await buyer.as();
  const input = await orderInput(caller);
  expect(await codeOf(caller.order.submit({ ...input, key: randomUUID(), offeringCode: "NOT-SOLD" }))).toBe("RULE_REFUSED");
});

it("SC10: the order costs what the calculator says, to the fen", async () => {
  const buyer = await customer({ cashFen: 1_000_000n });
  const caller = await buyer.as();
  const offering = await offeringForOrder(dbFor("SD"), { offeringCode: "OA-STD", provinceId: "SD" });
  if (!offering) throw new Error("no offering");
  const { orderId } = await caller.order.submit(await orderInput(caller, { seats: 25 }));
  const order = await caller.order.byId({ orderId });
  expect(order.firstBillFen).toBe(totalFen(firstBill(offering.components, 25, businessDayOf(new Date()), offering.firstPeriodRule)));
});

it("a changed amount from the browser is refused as a changed price, and nothing is held", async () => {
  const buyer = await customer({ cashFen: 1_000_000n });
  const caller = await buyer.as();
  const input = await orderInput(caller);
  expect(await codeOf(caller.order.submit({ ...input, quotedFirstBillFen: 1n }))).toBe("PRICE_CHANGED");
  expect((await caller.balance.mine({})).heldFen).toBe(0n);
});

it("AI6: a prepaid account without money cannot send an order, and nothing of it remains", async () => {
  const buyer = await customer();
  const caller = await buyer.as();
  expect(await codeOf(caller.order.submit(await orderInput(caller)))).toBe("BALANCE_TOO_LOW");
  expect((await caller.order.list({})).rows).toEqual([]);
  expect(await dbFor("SD").reviewTask.count({ where: { subtitle: { contains: buyer.accountName } } })).toBe(0);
});

it("OR13: cancelling releases the hold at once, takes the review away, and cannot be done twice", async () => {
  const buyer = await customer({ cashFen: 1_000_000n });
  const caller = await buyer.as();
  const { orderId } = await caller.order.submit(await orderInput(caller));
  await caller.order.cancel({ orderId, key: randomUUID() });
  expect(await caller.balance.mine({})).toEqual({ cashFen: 1_000_000n, heldFen: 0n });
  expect(await dbFor("SD").reviewTask.count({ where: { orderId, state: "open" } })).toBe(0);
  expect(await codeOf(caller.order.cancel({ orderId, key: randomUUID() }))).toBe("CHANGED_MEANWHILE");
});

it("OR5: in NF the same order becomes a hand-off whose code a clerk opens once, with nothing typed again", async () => {
  const buyer = await customer({ platformId: "NF", provinceId: "SC", cashFen: 1_000_000n });
  const caller = await buyer.as();
  const made = await caller.order.submit(await orderInput(caller, { seats: 20 }));
  expect(made.stage).toBe("handedOff");
  const order = await caller.order.byId({ orderId: made.orderId });
  expect(order.reasonCodes).toEqual(["C_PROVINCE"]);
  expect(order.handOff?.papers.length).toBeGreaterThan(0);
  expect((await caller.balance.mine({})).heldFen).toBe(0n);
  const code = order.handOff?.code ?? "";
  const clerk = await (await operator({ platformId: "NF", provinces: ["SC"], roles: ["provinceReviewer", "service"] })).as();
  const opened = await clerk.review.openHandOff({ code: `${code.slice(0, 5).toLowerCase()} ${code.slice(5)}`, key: randomUUID(), channel: "counter" });
  expect(opened.taskId).not.toBeNull();
  const after = await caller.order.byId({ orderId: made.orderId });
  expect([after.stage, after.channel, after.seats, after.facts]).toEqual(["review", "counter", 20, order.facts]);
  expect(await codeOf(clerk.review.openHandOff({ code, key: randomUUID(), channel: "counter" }))).toBe("FIELDS_REFUSED");
});

it("OR3: an order keeps its channel and its agent, whoever opens its form, and 97 is told both", async () => {
  const agentId = "0SCDL00000001";
  const buyer = await customer({ platformId: "NF", provinceId: "SC", cashFen: 1_000_000n });
  const caller = await buyer.as();
  const input = { ...(await orderInput(caller, { seats: 20 })), agentId };
  for (const wrong of ["SCDL00000001", "0HBDL00000001", "0SCAP00000001"]) expect(await codeOf(caller.order.submit({ ...input, key: randomUUID(), agentId: wrong }))).toBe("FIELDS_REFUSED");
  const { orderId } = await caller.order.submit(input);
  expect(await caller.order.byId({ orderId })).toMatchObject({ channel: "portal", agentId });
  const clerk = await (await operator({ platformId: "NF", provinces: ["SC"], roles: ["provinceReviewer", "service"] })).as();
  const code = (await caller.order.byId({ orderId })).handOff?.code ?? "";
  const { taskId } = await clerk.review.openHandOff({ code, key: randomUUID(), channel: "hotline" });
  expect((await clerk.review.dossier({ taskId: taskId ?? "" })).order).toMatchObject({ channel: "hotline", agentId });
  const { version } = await clerk.review.claim({ taskId: taskId ?? "" });
  await clerk.review.refuse({ taskId: taskId ?? "", key: randomUUID(), version, reason: "outsideArea", text: "不在服务范围" });
  const told = await dbFor("NF").bssMessage.findFirstOrThrow({ where: { orderId } });
  expect(told.payload).toMatchObject({ channel: "hotline", agentId });
});

it("OR14: the order names the contract's version, who agreed, when and from where, and prints that text after a newer one", async () => {
  // A platform of its own: a newer contract would be news to every other test that is ordering just now.
  const db = dbFor("TJ");
  if ((await db.productSpecification.count()) === 0) {
    await seedFoundations(db, "TJ");
    await seedCatalogue(db, "TJ");
  }
  const buyer = await customer({ platformId: "TJ", cashFen: 1_000_000n });
  const caller = await buyer.as();
  const input = await orderInput(caller);
  const before = Date.now();
  const { orderId } = await caller.order.submit(input);
  const agreed = await caller.order.byId({ orderId });
  expect(agreed).toMatchObject({ contractVersion: input.contractVersion, acceptedByName: "测试人", acceptedIp: "127.0.0.1" });
  expect(Math.abs(agreed.acceptedAt.getTime() - before)).toBeLessThan(60_000);
  const text = await caller.order.contract({ version: agreed.contractVersion });
  const next = await releasedContract("TJ", { body: `${text.body}\n新的条款：${randomUUID()}` });
  // A form that was opened before says which text it showed, and is not sent under another.
  expect(await codeOf(caller.order.submit({ ...input, key: randomUUID() }))).toBe("FIELDS_REFUSED");
  const kept = await caller.order.byId({ orderId });
  expect(await caller.order.contract({ version: kept.contractVersion })).toEqual(text);
  const anew = await caller.order.submit(await orderInput(caller));
  expect((await caller.order.byId({ orderId: anew.orderId })).contractVersion).toBe(next.version);
});

it.each([
  ["mail-ok.example", "mailReady"],
  ["nomail-here.example", "noMail"],
  ["nowhere-at-all.example", "notFound"],
  ["silent-server.example", "unknown"],
  ["broken-server.example", "unknown"],
  ["refused-server.example", "unknown"],
] as const)("OR19: of %s the name servers say %s; it is shown in review and never hangs an order", async (mailDomain, state) => {
  const buyer = await customer({ cashFen: 10_000_000n });
  const caller = await buyer.as();
  expect((await caller.order.checkDomain({ domain: mailDomain })).state).toBe(state);
  const input = await orderInput(caller, { offeringCode: "MAIL-STD", seats: 50 });
  const { orderId } = await caller.order.submit({ ...input, facts: { ...input.facts, mailDomain } });
  const task = await dbFor("SD").reviewTask.findFirstOrThrow({ where: { orderId } });
  const { order } = await (await (await operator()).as()).review.dossier({ taskId: task.id });
  expect(order?.factChecks.mailDomain).toEqual({ state, exchanges: state === "mailReady" ? [`mail.${mailDomain}`] : [] });
});
