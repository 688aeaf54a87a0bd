import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { codeOf, customer, fieldsOf, operator, visitorFrom } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { addDays, businessDayOf } from "../kernel/calendar";
import { type Scope, systemScope } from "../scope";
import { isSwitchedOn, watchSwitches } from "./switch.service";

const PLATFORM = "ZJ";
const db = () => dbFor(PLATFORM);
const today = () => businessDayOf(new Date());
const product = async () => {
  const person = await operator({ platformId: PLATFORM, roles: ["product"] });
  await dbFor("ZX").staff.create({ data: { id: person.staffId, name: person.actor.name, email: `${person.staffId}@kdsw.example`, phone: "13800000000", passwordHash: "x", createdAt: new Date() } });
  return { ...person, email: `${person.staffId}@kdsw.example`, desk: await person.as() };
};
const onDay = async (day: string) => ({ ...(await systemScope(PLATFORM)), now: () => new Date(`${day}T04:00:00Z`) }) as Scope;
const mailsTo = (recipient: string) => db().notification.findMany({ where: { recipient }, orderBy: { createdAt: "asc" }, select: { kind: true } }).then((rows) => rows.map(({ kind }) => kind));
const withdrawal = { feature: "withdrawal" as const, provinceId: PLATFORM, isOn: false, reason: "渠道方维护，暂停退款" };

it("SY7: turned off in one province it is refused there with why, and nowhere else; taken back it works again", async () => {
  const { desk } = await product();
  const { switchId } = await desk.featureSwitch.set({ key: randomUUID(), ...withdrawal, endsOn: addDays(today(), 10) });
  const ask = async (platformId: string) => codeOf((await (await customer({ platformId, cashFen: 10_000n })).as()).withdrawal.ask({ key: randomUUID(), amountFen: 1_000n, legs: [{ paymentId: null, amountFen: 1_000n }] }));
  expect(await ask(PLATFORM)).toBe("RULE_REFUSED");
  expect(await ask("GD")).not.toBe("RULE_REFUSED");
  expect((await desk.featureSwitch.board({})).rows).toMatchObject([{ id: switchId, isOn: false, reason: withdrawal.reason }]);
  await desk.featureSwitch.end({ key: randomUUID(), switchId });
  expect(await codeOf(desk.featureSwitch.end({ key: randomUUID(), switchId }))).toBe("CHANGED_MEANWHILE");
  expect(await ask(PLATFORM)).not.toBe("RULE_REFUSED");
});

it("SY7: before anybody fills a form in, transfers, withdrawals and recoveries say that they are turned off", async () => {
  const { desk } = await product();
  const caller = await (await customer({ platformId: PLATFORM, cashFen: 10_000n })).as();
  const { call } = await visitorFrom(PLATFORM);
  const seen = async () => [(await caller.payment.transfers({})).isOn, (await caller.withdrawal.plan({})).isOn, await call.ownerRecovery.offered({ provinceId: PLATFORM })];
  expect(await seen()).toEqual([true, true, true]);
  const ids = await Promise.all((["bankTransfer", "withdrawal", "ownerRecovery"] as const).map(async (feature) => (await desk.featureSwitch.set({ key: randomUUID(), ...withdrawal, feature, endsOn: today() })).switchId));
  expect(await seen()).toEqual([false, false, false]);
  expect(await (await visitorFrom("GD")).call.ownerRecovery.offered({ provinceId: "GD" })).toBe(true);
  for (const switchId of ids) await desk.featureSwitch.end({ key: randomUUID(), switchId });
  expect(await seen()).toEqual([true, true, true]);
});

it("SY7: a trial that is turned off is not offered and not taken by API", async () => {
  const { desk } = await product();
  const caller = await (await customer({ platformId: PLATFORM, cashFen: 5_000_000n })).as();
  const offered = async () => (await caller.order.price({ offeringCode: "CRM-STD", seats: 10 })).trialDays;
  const before = await offered();
  expect(before).toBeGreaterThan(0);
  const { switchId } = await desk.featureSwitch.set({ key: randomUUID(), ...withdrawal, feature: "trial", endsOn: today() });
  expect(await offered()).toBe(0);
  expect(await fieldsOf(caller.order.price({ offeringCode: "CRM-STD", seats: 10, trialThen: "paid" }))).toEqual({ trialThen: "trialUsed" });
  await desk.featureSwitch.end({ key: randomUUID(), switchId });
  expect(await offered()).toBe(before);
});

it("SY7: it has an owner and a last day: told a week before, ended by itself after it, once each whatever workers there are; the default holds from the first minute after", async () => {
  const { desk, email } = await product();
  const endsOn = addDays(today(), 20);
  const { switchId } = await desk.featureSwitch.set({ key: randomUUID(), ...withdrawal, feature: "bankTransfer", endsOn });
  const look = async (day: string) => Promise.all([1, 2, 3].map(async () => watchSwitches(await onDay(day))));
  await look(addDays(endsOn, -8));
  expect(await mailsTo(email)).toEqual([]);
  await look(addDays(endsOn, -7));
  await look(addDays(endsOn, -3));
  expect(await mailsTo(email)).toEqual(["featureSwitch.ending"]);
  expect(await isSwitchedOn(db(), "bankTransfer", PLATFORM, (await onDay(endsOn)).now())).toBe(false);
  // Before any worker has looked.
  expect(await isSwitchedOn(db(), "bankTransfer", PLATFORM, (await onDay(addDays(endsOn, 1))).now())).toBe(true);
  await look(addDays(endsOn, 1));
  await look(addDays(endsOn, 2));
  expect(await mailsTo(email)).toEqual(["featureSwitch.ending", "featureSwitch.ended"]);
  expect((await db().featureSwitch.findFirstOrThrow({ where: { id: switchId } })).endedAt).not.toBeNull();
});

it("SY7: set anew it replaces what stood; a past day, too long a time and another's province are told at their fields", async () => {
  const { desk } = await product();
  const input = { ...withdrawal, feature: "ownerRecovery" as const, endsOn: addDays(today(), 5) };
  const key = randomUUID();
  const first = await desk.featureSwitch.set({ ...input, key });
  expect(await desk.featureSwitch.set({ ...input, key })).toEqual(first);
  const second = await desk.featureSwitch.set({ ...input, key: randomUUID(), isOn: true });
  expect((await desk.featureSwitch.board({})).rows.filter(({ feature }) => feature === "ownerRecovery").map(({ id }) => id)).toEqual([second.switchId]);
  expect(await fieldsOf(desk.featureSwitch.set({ ...input, key: randomUUID(), endsOn: addDays(today(), -1) }))).toEqual({ endsOn: "switchEndWrong" });
  expect(await fieldsOf(desk.featureSwitch.set({ ...input, key: randomUUID(), endsOn: addDays(today(), 181) }))).toEqual({ endsOn: "switchEndWrong" });
  expect(await fieldsOf(desk.featureSwitch.set({ ...input, key: randomUUID(), provinceId: "SD" }))).toEqual({ provinceId: "provinceWrong" });
  const service = await (await operator({ platformId: PLATFORM, roles: ["service"] })).as();
  expect(await codeOf(service.featureSwitch.set({ ...input, key: randomUUID() }))).toBe("FORBIDDEN");
});
