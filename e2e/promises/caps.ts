import { randomUUID } from "node:crypto";
import { dbFor } from "../../server/db";
import { type TestCustomer, customer, orderInput } from "../fixtures/people";
import { type Browser, browserOf, codeIn, mutate } from "./kit/portal";
import { type Stand } from "./kit/stand";
import { proveMoney, untilAnswered } from "./money";

const [ROUNDS, EACH, FITTING] = [12, 8, 7];
const MUCH_FEN = 100_000_000n;

/** A parent, two children of it, and what one order of ten seats counts. */
async function groupOf(stand: Stand): Promise<{ parent: TestCustomer; children: { who: TestCustomer; browser: Browser }[]; form: Awaited<ReturnType<typeof orderInput>>; wishFen: bigint }> {
  const parent = await customer();
  const children = await Promise.all([1, 2].map(async () => {
    const who = await customer({ parentId: parent.customerId, cashFen: MUCH_FEN });
    return { who, browser: await browserOf(stand, who) };
  }));
  const caller = await (await customer({ cashFen: MUCH_FEN })).as();
  const { ceilingFen, monthlyFen } = await caller.order.price({ offeringCode: "OA-STD", seats: 10 });
  return { parent, children, form: await orderInput(caller), wishFen: ceilingFen > monthlyFen ? ceilingFen : monthlyFen };
}

/** All orders of both children at once; how many were taken, and what the others were told. */
async function rush(stand: Stand, { children, form }: Awaited<ReturnType<typeof groupOf>>): Promise<{ taken: number; others: string[] }> {
  const codes = await Promise.all(children.flatMap(({ browser }) => Array.from({ length: EACH }, async () => {
    const key = randomUUID();
    const called = await untilAnswered(() => mutate(stand, browser, "order.submit", { ...form, key }));
    const { reasons = [] } = (called.error?.app ?? {}) as { reasons?: string[] };
    return reasons[0] ?? codeIn(called);
  })));
  return { taken: codes.filter((code) => code === "ok").length, others: [...new Set(codes.filter((code) => code !== "ok"))] };
}

async function sharedCap(stand: Stand, kind: "groupMonth" | "accountMonth"): Promise<void> {
  let most = 0;
  let least = Infinity;
  const strange = new Set<string>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const group = await groupOf(stand);
    const [first] = group.children;
    const of = kind === "groupMonth" ? group.parent : first?.who;
    if (!of) throw new Error("a group without children");
    await dbFor("SD").spendingCap.create({ data: { ownerId: group.parent.customerId, customerId: of.customerId, provinceId: "SD", kind, limitFen: BigInt(FITTING) * group.wishFen, isHard: true, setAt: new Date(), setByName: "测试人" } });
    const { taken, others } = await rush(stand, kind === "groupMonth" ? group : { ...group, children: first ? [first, first] : [] });
    most = Math.max(most, taken);
    least = Math.min(least, taken);
    for (const other of others) if (other !== "overHardCap") strange.add(other);
  }
  const whose = kind === "groupMonth" ? "two children under their parent's cap" : "two browsers of one child under its own";
  stand.judge(`3 ${whose}: ${2 * EACH} orders at once where ${FITTING} fit, ${ROUNDS} times`, most === FITTING && least === FITTING && strange.size === 0, `${least} to ${most} taken${strange.size > 0 ? `, also ${[...strange].join(", ")}` : ""}`);
}

/** The same attack on a cap that is read, and written past: it must get through, or it proves nothing. */
async function bites(stand: Stand): Promise<void> {
  await stand.owner("create table promises_cap (id serial primary key)");
  let passed = 0;
  await Promise.all(Array.from({ length: 2 * EACH }, async () => {
    const [row] = await stand.owner<{ count: string }>("select count(*) from promises_cap");
    if (Number(row?.count ?? 0) >= FITTING) return;
    await stand.owner("insert into promises_cap default values");
    passed += 1;
  }));
  await stand.owner("drop table promises_cap");
  stand.judge("3 the attack bites: counted, then written, lets more through", passed > FITTING, `${passed} where ${FITTING} fit`);
}

/** Caps over the built product, by orders as browsers send them. */
export async function run(stand: Stand): Promise<void> {
  await sharedCap(stand, "groupMonth");
  await sharedCap(stand, "accountMonth");
  await bites(stand);
  await proveMoney(stand, "after orders that raced for a cap");
}
