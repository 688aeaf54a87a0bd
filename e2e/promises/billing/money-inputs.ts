import { ESLint } from "eslint";
import superjson from "superjson";
import { z } from "zod";
import { appRouter } from "../../../server/root";
import { customer } from "../../fixtures/people";
import { fieldsOf, isMoney } from "../kit/money-fields";
import { bytesOf } from "../kit/bills";
import { type Browser, browserOf, ownOrigin, readCall } from "../kit/portal";
import { type Stand } from "../kit/stand";
import { allDuties } from "./duties";

type Definition = { meta?: { audience?: string }; type: "query" | "mutation"; inputs: Parameters<typeof fieldsOf>[0][] };
const all = Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: Definition }>).map(([path, { _def }]) => ({ path, type: _def.type, audience: _def.meta?.audience ?? "public", fields: _def.inputs.flatMap(fieldsOf) }));

/** Whole numbers beyond a double that are no sums: the number of an audit record. */
const numbers = new Set(["console.audit before"]);

/** Sums of the channel rules' own document, which is kept as JSON: whole numbers as text, held by a pattern of theirs. */
const documented = new Set(["channelRule.save rules.amountLimitFen", "channelRule.save rules.provinceLimitsFen", "channelRule.save cases.0.facts.firstYearFen"]);

const procedures = all.map((procedure) => ({ ...procedure, fields: procedure.fields.filter((field) => !documented.has(`${procedure.path} ${field.path.join(".")}`)) }));

/** What is no sum, or none that any of ours can be. */
const wrong: [string, unknown][] = [
  ["-1", -1n], ["2^53 + 1", 2n ** 53n + 1n], ["2^63", 2n ** 63n], ["-2^63", -(2n ** 63n)], ["NaN", Number.NaN], ["Infinity", Number.POSITIVE_INFINITY], ["the number 1e3", 1e3], ["the text 1e3", "1e3"],
  ["0.1 + 0.2", 0.1 + 0.2], ["the number 100", 100], ["the text 100", "100"], ["the text 1,000.00", "1,000.00"], ["an operator", { gt: 1n }], ["a list", [100n]], ["yes", true],
];
/** Texts that only pretend to be whole numbers, under the transformer's own name for them. */
const forged = ["1e3", "0.30000000000000004", "NaN", "1_000", "１００", "100n", "--1", "9".repeat(400)];

async function sums(stand: Stand): Promise<void> {
  const owner = await browserOf(stand, await customer({ cashFen: 5_000_000n }));
  const clerk = await allDuties(stand, "SD");
  const takers = procedures.filter(({ fields }) => fields.some(isMoney));
  const odd = procedures.flatMap(({ path, fields }) => fields.filter((field) => isMoney(field) !== (field.type === "bigint")).map((field) => `${path} ${field.path.join(".")}`)).filter((words) => !numbers.has(words));
  const before = await bytesOf(stand, "SD");
  const loose: string[] = [];
  let tried = 0;
  const call = async ({ label, cookie }: Browser, { path, type }: { path: string; type: string }, body: string) => {
    tried += 1;
    const isRead = type === "query";
    return readCall(await stand.at(label, { method: isRead ? "GET" : "POST", path: `/api/trpc/${path}${isRead ? `?input=${encodeURIComponent(body)}` : ""}`, ...(isRead ? {} : { body }), headers: { cookie, origin: ownOrigin(stand, label), "content-type": "application/json" } }));
  };
  let count = 0;
  for (const procedure of takers) for (const field of procedure.fields.filter(isMoney)) {
    count += 1;
    const who = procedure.audience === "staff" ? clerk : owner;
    const name = field.path.join(".");
    for (const [words, value] of wrong) {
      const { status, error } = await call(who, procedure, superjson.stringify(field.put(value)));
      const fields = (error?.app as { fields?: Record<string, string> } | undefined)?.fields ?? {};
      // A list or an operator may also be told of a step further in.
      if (status !== 400 || !Object.keys(fields).some((told) => told === name || told.startsWith(`${name}.`))) loose.push(`${procedure.path} ${name} = ${words}: ${status} ${error?.app?.code ?? ""} ${Object.keys(fields).join(",")}`);
    }
    for (const text of forged) {
      const { status } = await call(who, procedure, JSON.stringify({ json: field.put(text), meta: { values: { [name]: ["bigint"] } } }, (_, inner: unknown) => (typeof inner === "bigint" ? inner.toString() : inner)));
      if (status !== 400) loose.push(`${procedure.path} ${name} = forged ${text.slice(0, 20)}: ${status}`);
    }
    await stand.clearLimits();
  }
  stand.judge("10 every field of every procedure that takes a sum refuses what is none, by its name, and writes nothing", loose.length === 0 && odd.length === 0 && count >= 10 && (await bytesOf(stand, "SD")) === before, `${count} fields of ${takers.length} procedures, ${tried} tries, ${loose.length} not refused${[...odd, ...loose].slice(0, 12).map((words) => `; ${words}`).join("")}`);
  const naive: Record<string, { safeParse: (value: unknown) => { success: boolean } }> = { "z.number()": z.number(), "z.coerce.number()": z.coerce.number(), "z.coerce.bigint()": z.coerce.bigint() };
  const through = Object.entries(naive).map(([name, schema]) => [name, wrong.filter(([, value]) => schema.safeParse(value).success).length] as const);
  stand.judge("10 the attack bites: looser kinds of field would let them in", through.every(([, taken]) => taken > 0), through.map(([name, taken]) => `${name} ${taken}/${wrong.length}`).join(", "));
}

/** The rooms that know money never turn it into a float: the linter says so of the sources, and of a fault planted into each. */
async function sources(stand: Stand): Promise<void> {
  const rooms = ["billing", "ledger", "payments", "catalog", "promotions", "usage", "fapiao", "ordering", "kernel"];
  const linter = new ESLint();
  const about = (results: ESLint.LintResult[]) => results.flatMap(({ messages }) => messages.filter(({ message }) => message.startsWith("Money is whole fen")));
  const results = await linter.lintFiles(rooms.map((room) => `server/${room}/**/*.ts`));
  const faults = ["parseFloat(text)", "Number.parseFloat(text)", "Number(totalFen)", "Number(bill.totalFen)", "+bill.paidFen", "Number(fen)"];
  const kinds = ["rules", "service", "router", "schema"];
  let seen = 0;
  for (const room of rooms) for (const kind of kinds) for (const fault of faults) if (about(await linter.lintText(`export const planted = (text: string, fen: bigint, totalFen: bigint, bill: { totalFen: bigint; paidFen: bigint }) => [text, fen, totalFen, bill, ${fault}];\n`, { filePath: `server/${room}/planted.${kind}.ts` })).length > 0) seen += 1;
  const wanted = rooms.length * kinds.length * faults.length;
  stand.judge("10 no room that knows money makes a float of it", about(results).length === 0 && results.length > 100, `${results.length} files in ${rooms.length} rooms, ${about(results).length} floats`);
  stand.judge("10 the attack bites: a float planted in any of them is seen", seen === wanted, `${seen}/${wanted} planted floats seen`);
}

export async function moneyInputs(stand: Stand): Promise<void> {
  await sums(stand);
  await sources(stand);
}
