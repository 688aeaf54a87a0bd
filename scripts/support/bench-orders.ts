import { randomUUID } from "node:crypto";
import superjson from "superjson";
import { send } from "../../e2e/promises/kit/http";
import { LANES, perSecond } from "./bench-rates";
import { PlainFailure } from "./say";

const PLATFORM = "SD";
const COMPANIES = 40;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);
const SECONDS = 4;

type Web = { port: number; domain: string };

/** Two ways to place the very same order over the built web: the company's own click, and a client of TMF622 for it. */
async function bothWays({ port, domain }: Web) {
  const { customer, orderInput } = await import("../../e2e/fixtures/people");
  const { sessionFor } = await import("../../e2e/promises/kit/portal");
  const { machine } = await import("../../e2e/fixtures/machine");
  const { dbFor } = await import("../../server/db");
  const buyers: { customerId: string; cookie: string; form: Awaited<ReturnType<typeof orderInput>> }[] = [];
  for (let n = 0; n < COMPANIES; n += 1) {
    const buyer = await customer({ platformId: PLATFORM, cashFen: 1_000_000_000_000n });
    const [{ cookie }, form] = [await sessionFor(PLATFORM.toLowerCase(), { subjectId: buyer.personId, membershipId: buyer.membershipId }, domain), await orderInput(await buyer.as(), { seats: 5 })];
    buyers.push({ customerId: buyer.customerId, cookie, form });
  }
  const client = await machine({ platformId: PLATFORM });
  const offering = await dbFor(PLATFORM).productOffering.findFirstOrThrow({ where: { code: buyers[0]!.form.offeringCode } });
  const [shop, api] = [`${PLATFORM.toLowerCase()}.${domain}:${port}`, `api.${domain}:${port}`];
  const busy = { portal: 0, tmf622: 0 };
  const post = async (way: keyof typeof busy, host: string, path: string, body: string, headers: Record<string, string>): Promise<void> => {
    const answer = await send(port, { host, method: "POST", path, body, headers: { "content-type": "application/json", ...headers } });
    // On a machine that others use a call may be told to come again: it does, with the same key, and its time counts.
    if (answer.status === 503) busy[way] += 1;
    if (answer.status === 503) return post(way, host, path, body, headers);
    if (answer.status !== 200 && answer.status !== 201) throw new PlainFailure(`${host}${path} answered ${answer.status}: ${answer.text.slice(0, 300)}`);
  };
  const portal = (n: number) => {
    const { cookie, form } = buyers[n % COMPANIES]!;
    return post("portal", shop, "/api/trpc/order.submit", superjson.stringify({ ...form, key: randomUUID() }), { cookie, origin: `http://${shop}`, "sec-fetch-site": "same-origin" });
  };
  const tmf622 = (n: number) => {
    const { customerId, form } = buyers[n % COMPANIES]!;
    const characteristics = [{ name: "seats", value: form.seats }, ...Object.entries(form.facts).map(([name, value]) => ({ name, value }))];
    const body = {
      externalId: randomUUID(), channel: [{ id: "counter" }], relatedParty: [{ id: customerId, role: "customer", "@referredType": "Customer" }],
      productOrderItem: [{ id: "1", action: "add", productOffering: { id: offering.id }, product: { productCharacteristic: characteristics } }],
    };
    return post("tmf622", api, "/tmf-api/productOrderingManagement/v4/productOrder", JSON.stringify(body), { authorization: `Bearer ${client.token}` });
  };
  return { portal, tmf622, busy };
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/**
 * Orders a second by TMF622 against the portal's own submission: over HTTP, the same companies, offering, seats and facts, the same
 * number at once. They take turns, each first as often as the other, so that a noisy machine disturbs both alike.
 */
export async function benchOrders(web: Web): Promise<void> {
  const ways = await bothWays(web);
  for (const way of [ways.portal, ways.tmf622]) await perSecond(way, 3);
  const rounds: { portal: number; tmf622: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const rates = { portal: 0, tmf622: 0 };
    for (const name of round % 2 === 0 ? (["portal", "tmf622"] as const) : (["tmf622", "portal"] as const)) rates[name] = await perSecond(ways[name], SECONDS);
    rounds.push(rates);
  }
  const ratios = rounds.map(({ portal, tmf622 }) => tmf622 / portal);
  console.log(`TMF622 creates over HTTP, ${LANES} at once: ${median(rounds.map(({ tmf622 }) => tmf622)).toFixed(0)}/s against ${median(rounds.map(({ portal }) => portal)).toFixed(0)}/s of the portal's own submission: ratio ${median(ratios).toFixed(2)} (${ROUNDS} rounds, ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}; told to come again: ${ways.busy.portal} portal, ${ways.busy.tmf622} TMF622)`);
}
