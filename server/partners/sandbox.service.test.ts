import { randomUUID } from "node:crypto";
import { afterEach, expect, it } from "vitest";
import { partner } from "../../e2e/fixtures/partners";
import { codeOf, customer, operator, orderInput, visitor } from "../../e2e/fixtures/people";
import { beginOrResume } from "../accounts/entry.service";
import { signInWithPassword } from "../accounts/session.service";
import { dbFor } from "../db";
import { env } from "../env";
import { metricsText } from "../operation/metrics.service";
import { forgetClock } from "../platforms/clock.service";
import { sendServiceOrder } from "../provisioning/send.service";
import { anonymous, scopeFor, systemScope } from "../scope";

const sb = () => dbFor("SB");
afterEach(async () => {
  Object.assign(env(), { DEMO: "on" });
  await (await (await partner()).as()).partnerDesk.turnSandboxClock({ days: 0, hours: 0, reset: true });
});

it("IN9: a partner opens its company in the sandbox, signs in there, and gets test money, once a click", async () => {
  const who = await partner();
  const desk = await who.as();
  expect((await desk.partnerDesk.sandbox({})).company).toBeNull();
  const { accountName, password } = await desk.partnerDesk.accessSandbox({});
  const visitorThere = await scopeFor("SB", anonymous);
  expect(await codeOf(signInWithPassword(visitorThere, { name: accountName, password, deviceToken: null }))).toBe("ok");
  const key = randomUUID();
  await desk.partnerDesk.addTestMoney({ key });
  await desk.partnerDesk.addTestMoney({ key });
  expect((await desk.partnerDesk.sandbox({})).company).toEqual({ accountName, cashFen: 5_000_000n, heldFen: 0n });
  const again = await desk.partnerDesk.accessSandbox({});
  expect([again.accountName, await codeOf(signInWithPassword(visitorThere, { name: accountName, password, deviceToken: null }))]).toEqual([accountName, "SIGN_IN_REFUSED"]);
  expect(await sb().customer.count({ where: { accountName } })).toBe(1);
  expect((await sb().auditRecord.findMany({ where: { actorId: who.personId }, orderBy: { seq: "asc" } })).map(({ action, actorKind }) => [action, actorKind])).toEqual([["sandbox.access", "partner"], ["balance.book", "partner"], ["sandbox.access", "partner"]]);
});

it("IN9: an order in the sandbox needs no reviewer, is opened at the provider, and no system of a province hears of it", async () => {
  const buyer = await customer({ platformId: "SB", cashFen: 1_000_000n });
  const caller = await buyer.as();
  const { orderId, stage } = await caller.order.submit(await orderInput(caller));
  expect(stage).toBe("provisioning");
  const line = await sb().serviceOrder.findFirstOrThrow({ where: { orderId } });
  await sendServiceOrder(await systemScope("SB"), { id: line.id });
  expect((await caller.product.list({})).rows).toEqual([expect.objectContaining({ specificationCode: "OA", state: "active" })]);
  expect(await sb().bssMessage.count()).toBe(0);
  expect(line.requestBody ?? (await sb().serviceOrder.findFirstOrThrow({ where: { orderId } })).requestBody).toMatchObject({ platformId: "SB", provinceId: "SB" });
});

it("IN9: the sandbox takes no real money and no strangers, and stands in no figure", async () => {
  const buyer = await customer({ platformId: "SB" });
  const caller = await buyer.as();
  expect(await codeOf(caller.payment.begin({ key: randomUUID(), purpose: "topUp", amountFen: 10_000n }))).toBe("RULE_REFUSED");
  expect(await beginOrResume(await scopeFor("SB", anonymous), { provinceId: "SB", token: null })).toEqual({ cookie: null, problem: "sandbox" });
  expect(await codeOf((await visitor("SB")).opening.status())).not.toBe("ok");
  const { text } = await metricsText();
  expect([text.includes('platform="SD"'), text.includes('"SB"')]).toEqual([true, false]);
});

it("IN9: a partner moves the sandbox's clock and no other; where the demo is off nobody moves any", async () => {
  const who = await partner();
  const desk = await who.as();
  await desk.partnerDesk.turnSandboxClock({ days: 30, hours: 0, reset: false });
  forgetClock();
  const [there, here] = [(await systemScope("SB")).now().getTime(), (await systemScope("SD")).now().getTime()];
  expect(Math.round((there - here) / 86_400_000)).toBe(30);
  expect((await desk.partnerDesk.sandbox({})).isMoved).toBe(true);
  expect(await codeOf(desk.partnerDesk.turnSandboxClock({ days: -1, hours: 0, reset: false }))).toBe("BAD_REQUEST");
  expect(await sb().auditRecord.count({ where: { actorId: who.personId, action: "clock.move" } })).toBe(1);
  Object.assign(env(), { DEMO: "off" });
  expect((await desk.partnerDesk.sandbox({})).mayMove).toBe(false);
  expect(await codeOf(desk.partnerDesk.turnSandboxClock({ days: 1, hours: 0, reset: false }))).toBe("FORBIDDEN");
  expect(await codeOf((await (await operator({ platformId: "SB" })).as()).console.moveClock({ days: 1, hours: 0, reset: false }))).toBe("FORBIDDEN");
  const stranger = await (await operator({ platformId: "SD" })).as();
  expect(await codeOf(stranger.console.moveClock({ days: 1, hours: 0, reset: false }))).toBe("FORBIDDEN");
});
