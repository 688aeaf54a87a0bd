import { customer, operator, orderInput } from "../../fixtures/people";
import { closeDatabases, patiently } from "../../../server/db";
import { staffRoles } from "../../../server/kernel/permissions";
import { seeded } from "../kit/statistics";
import { type Buyer, type Call, type Mix, buyerOf, client } from "./money-acts";

export type Round = { platformId: string; seed: number; clients: number; buyers: number; seconds: number; debtors: string[] };

type Refused = { code?: string; message?: string; cause?: { code?: string } };
/** A procedure of the product in this process: everything but the network, the cookie and the browser's own headers. */
const inProcess = (caller: object): Call => async <T>(path: string, input: object) => {
  const [router = "", procedure = ""] = path.split(".");
  const ask = (caller as Record<string, Record<string, (given: object) => Promise<T>>>)[router]?.[procedure];
  if (!ask) throw new Error(`no procedure ${path}`);
  return ask(input).then(
    (data) => ({ data, words: "ok" }),
    ({ code, message, cause }: Refused) => ({ data: null, words: code === "SERVICE_UNAVAILABLE" ? `503 ${cause?.code}` : code === "INTERNAL_SERVER_ERROR" || code === undefined ? `500 ${message}` : "refused" }),
  );
};

/** One process of a round, with clients of its own: prints what they were told. */
async function main({ platformId, seed, clients, buyers: wanted, seconds, debtors }: Round): Promise<void> {
  const desk = inProcess(await (await operator({ platformId, roles: [...staffRoles] })).as());
  const buyers: Buyer[] = [];
  for (let n = 0; n < wanted; n += 1) {
    // Months are billed meanwhile, so that a first deposit may find the counter of payments held.
    const who = await patiently(() => customer({ platformId, cashFen: 400_000n }), 20);
    const caller = await who.as();
    buyers.push(await buyerOf(who, inProcess(caller), await orderInput(caller, { seats: 5 })));
  }
  const mix: Mix = { platformId, desk, buyers, debtors, random: seeded(seed), told: new Map() };
  const until = performance.now() + seconds * 1000;
  await Promise.all(Array.from({ length: clients }, () => client(mix, until)));
  await closeDatabases();
  console.log(JSON.stringify([...mix.told]));
  process.exit(0);
}

void main(JSON.parse(process.argv[2] ?? "{}") as Round);
