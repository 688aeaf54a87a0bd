import { randomUUID } from "node:crypto";
import { dbFor } from "../../../server/db";
import { approvedOrder } from "../../fixtures/approved";
import { orderedBundle } from "../../fixtures/bundles";
import { machine } from "../../fixtures/machine";
import { customer } from "../../fixtures/people";
import { until } from "../kit/crash";
import { browserOf, codeIn, mutate } from "../kit/portal";
import { type Stand } from "../kit/stand";
import { untilAnswered } from "../money";
import { isCompleted, switchAp } from "../processes";

const AT_ONCE = 50;
const fifty = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: AT_ONCE }, work));

/** A product of a company that its AP has opened. */
async function opened() {
  const made = await approvedOrder();
  await until(() => isCompleted(made.line.id), 40);
  return { ...made, product: await dbFor("SD").product.findFirstOrThrow({ where: { orderId: made.orderId } }) };
}

async function moreSeats(stand: Stand): Promise<void> {
  const { buyer, caller, product } = await opened();
  const browser = await browserOf(stand, buyer);
  const view = await caller.change.quote({ productId: product.id, seats: product.seats + 5 });
  const before = (await caller.balance.mine({})).cashFen;
  const form = { key: randomUUID(), productId: product.id, offeringCode: view.offeringCode, seats: view.seats, previewHash: view.preview?.hash ?? "", contractVersion: view.contract.version, acceptTerms: true };
  const called = await fifty(() => untilAnswered(() => mutate<{ orderId: string }>(stand, browser, "change.submit", form)));
  const orders = await dbFor("SD").productOrder.count({ where: { customerId: buyer.customerId, operation: { not: "order" } } });
  const chargedFen = before - (await caller.balance.mine({})).cashFen;
  const changed = await mutate(stand, browser, "change.submit", { ...form, seats: view.seats + 5 });
  stand.judge("4 more seats, fifty times the same key at once: one order, charged once as previewed", called.every((one) => codeIn(one) === "ok") && new Set(called.map(({ answer }) => answer.text)).size === 1 && orders === 1 && chargedFen === view.preview?.dueFen && changed.status === 422, `${orders} order, ${chargedFen} fen charged of ${view.preview?.dueFen} previewed; another number of seats ${changed.status} ${codeIn(changed)}`);
}

async function endedProduct(stand: Stand): Promise<void> {
  const { buyer, caller, product } = await opened();
  const browser = await browserOf(stand, buyer);
  const view = await caller.life.quoteCancel({ productId: product.id });
  const form = { key: randomUUID(), productId: product.id, previewHash: view.hash, isUnderstood: true, when: view.when, reason: "notNeeded", comment: "" };
  const called = await fifty(() => untilAnswered(() => mutate<{ orderId: string }>(stand, browser, "life.cancel", form)));
  const orders = await dbFor("SD").productOrder.count({ where: { customerId: buyer.customerId, operation: { not: "order" } } });
  const changed = await mutate(stand, browser, "life.cancel", { ...form, reason: "tooDear" });
  stand.judge("4 a product given up, fifty times the same key at once: one order", called.every((one) => codeIn(one) === "ok") && new Set(called.map(({ answer }) => answer.text)).size === 1 && orders === 1 && changed.status === 422, `${orders} order, ${[...new Set(called.map(codeIn))].join()}; another reason ${changed.status} ${codeIn(changed)}`);
}

async function chosenPart(stand: Stand): Promise<void> {
  await switchAp(stand, { refuseNext: 1, onlyPlatform: "JS" });
  const made = await orderedBundle();
  await until(async () => (await made.caller.bundlePart.failed({ orderId: made.orderId })).rows.length === 1, 40);
  await switchAp(stand, { refuseNext: 0, onlyPlatform: "" });
  const [part] = (await made.caller.bundlePart.failed({ orderId: made.orderId })).rows;
  const browser = await browserOf(stand, made.owner);
  const form = { key: randomUUID(), partId: part?.id ?? "", choice: "cancel", seenMonthlyFen: part?.without?.monthlyFen ?? 0n };
  const called = await fifty(() => untilAnswered(() => mutate(stand, browser, "bundlePart.choose", form)));
  const changed = await mutate(stand, browser, "bundlePart.choose", { ...form, choice: "giveUp" });
  const order = async () => dbFor("JS").productOrder.findFirstOrThrow({ where: { id: made.orderId } });
  await until(async () => (await order()).stage === "partCompleted", 40);
  const takes = await dbFor("JS").journal.count({ where: { kind: "take", extRef: { startsWith: made.orderId } } });
  const { cashFen, heldFen } = await made.caller.balance.mine({});
  const events = await dbFor("JS").orderEvent.count({ where: { orderId: made.orderId, kind: "partCancelled" } });
  stand.judge("4 a refused part given up, fifty times the same key at once: chosen once, the rest charged once", called.every((one) => codeIn(one) === "ok") && events === 1 && takes === 1 && heldFen === 0n && cashFen === 2_000_000n - (await order()).firstBillFen && changed.status === 422, `${events} choice, ${takes} charge, ${heldFen} fen held; another choice ${changed.status} ${codeIn(changed)}`);
}

/** Row 4 and 5 over TMF622: 97 sends an order again until it hears of it. */
async function sameOrderOf97(stand: Stand): Promise<void> {
  const system = await machine();
  const company = await customer({ cashFen: 50_000_000n });
  const offering = await dbFor("SD").productOffering.findFirstOrThrow({ where: { code: "OA-STD" } });
  const order = (seats: number, externalId: string) => ({ externalId, relatedParty: [{ id: company.customerId, role: "customer", "@referredType": "Customer" }], productOrderItem: [{ id: "1", action: "add", productOffering: { id: offering.id }, product: { productCharacteristic: [{ name: "seats", value: seats }, { name: "administratorEmail", value: "admin@company.example" }] } }] });
  const post = async (body: object) => {
    const answer = await stand.at("api", { method: "POST", path: "/tmf-api/productOrderingManagement/v4/productOrder", headers: { authorization: `Bearer ${system.token}`, "content-type": "application/json" }, body: JSON.stringify(body) });
    const said = (() => { try { return JSON.parse(answer.text) as { id?: string }; } catch { return {}; } })();
    return { status: answer.status, id: said.id ?? "" };
  };
  const again = async (body: object, tries = 60) => {
    for (let n = 0; ; n += 1) {
      const seen = await post(body);
      if ((seen.status > 0 && seen.status !== 503 && seen.status !== 409) || n >= tries) return seen;
      await new Promise((resume) => setTimeout(resume, 50 + Math.random() * 200));
    }
  };
  const externalId = randomUUID();
  const called = await fifty(() => again(order(10, externalId)));
  await stand.stopWeb("SIGKILL");
  await stand.startWeb();
  const later = await again(order(10, externalId));
  const changed = await post(order(15, externalId));
  const orders = await dbFor("SD").productOrder.count({ where: { customerId: company.customerId } });
  const ids = new Set([...called, later].map(({ id }) => id));
  stand.judge("4 an order of 97, fifty times at once and once more after a kill of the web: one order, one id", ids.size === 1 && orders === 1 && changed.status >= 400 && changed.status < 500, `${orders} order, ${ids.size} id, statuses ${[...new Set(called.map(({ status }) => status))].join(", ")}, then ${later.status}; another content ${changed.status}`);

  // The answer to COMMIT is cut between web and database: whether it was kept is not known to whoever sent it.
  const [TRIES, keys, cutBefore] = [20, [] as string[], stand.proxy.cut()];
  for (let n = 0; n < TRIES; n += 1) {
    const key = randomUUID();
    keys.push(key);
    stand.proxy.cutCommits(1);
    await again(order(10, key));
  }
  stand.proxy.cutCommits(0);
  const cuts = stand.proxy.cut() - cutBefore;
  const kept = await dbFor("SD").productOrder.groupBy({ by: ["externalId"], where: { customerId: company.customerId, externalId: { in: keys } }, _count: true });
  stand.judge("5 orders of 97 whose reply was lost at COMMIT, sent again: each kept once", kept.length === TRIES && kept.every(({ _count }) => _count === 1), `${kept.length}/${TRIES} kept, ${kept.filter(({ _count }) => _count > 1).length} doubled`);
  stand.judge("5 the attack bites: replies to COMMIT were lost", cuts >= TRIES / 3, `${cuts} cut`);
}

/** Rows 4 and 5 on what an order's later life moves. */
export async function repeats(stand: Stand): Promise<void> {
  await moreSeats(stand);
  await endedProduct(stand);
  await chosenPart(stand);
  await sameOrderOf97(stand);
}
