import { randomUUID } from "node:crypto";
import { connect, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import superjson from "superjson";
import { hashPassword } from "../../server/crypto";
import { dbFor } from "../../server/db";
import { appRouter } from "../../server/root";
import { customer, orderInput } from "../fixtures/people";
import { inputs, noApplication, noBill } from "../structure/matrix";
import { type Browser, browserOf, codeIn, mutate, ownOrigin, partnerBrowser, query, readCall, staffBrowser } from "./kit/portal";
import { send, sendRaw, statusOf } from "./kit/http";
import { literals, slowOnes } from "./kit/regex-literals";
import { quantile } from "./kit/statistics";
import { type Stand } from "./kit/stand";

type Definition = { meta?: { audience?: string }; type: "query" | "mutation" };
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: Definition }>).map(([path, { _def }]) => ({ path, type: _def.type, audience: _def.meta?.audience ?? "public" }));

/** What these tries say is an input in good order: nothing chosen, or a rule lifted. */
const meant = new Set(["membership.requireSecondFactor from = null", "noticeChoice.save mail = []", "noticeChoice.save push = []", "noticeChoice.saveDefaults mail = []", "noticeChoice.saveDefaults push = []", "approval.setPolicy approverId = null", "approval.setPolicy substituteId = null"]);

/** Promise 32: what a typed client never sends, written by hand. */
async function massAssignment(stand: Stand): Promise<void> {
  const buyer = await customer({ cashFen: 5_000_000n });
  const caller = await buyer.as();
  await dbFor("SD").person.updateMany({ where: { id: buyer.personId }, data: { passwordHash: await hashPassword("promised-Passphrase-7") } });
  const { orderId } = await caller.order.submit(await orderInput(caller));
  const task = await dbFor("SD").reviewTask.findFirstOrThrow({ where: { orderId } });
  const ids = { orderId, customerId: buyer.customerId, taskId: task.id, productId: orderId, code: "2222222222", ...noBill(), ...noApplication(), quoteId: randomUUID(), ticketId: randomUUID(), paymentId: randomUUID() };
  const unknown = { orderId: randomUUID(), customerId: randomUUID(), taskId: randomUUID(), productId: randomUUID(), code: "3333333333", ...noBill(), ...noApplication(), quoteId: randomUUID(), ticketId: randomUUID(), paymentId: randomUUID() };
  const owner = await browserOf(stand, buyer);
  const clerk = await staffBrowser(stand, "zhaomin@sd.kdsw.example");
  const partner = await partnerBrowser(stand, "hanxue@qiyun.example");
  const tables = ["Customer", "Membership", "Person", "LedgerAccount", "ProductOrder"];
  const mark = async () => JSON.stringify(await Promise.all(tables.map((table) => stand.owner(`select md5(string_agg(t::text, '|' order by t::text)) as mark from "${table}" t`))));
  const before = await mark();
  const wrong: string[] = [];
  let tried = 0;
  const call = async ({ label, cookie }: Browser, { path, type }: { path: string; type: string }, body: string) => {
    tried += 1;
    const isRead = type === "query";
    return readCall(await stand.at(label, { method: isRead ? "GET" : "POST", path: `/api/trpc/${path}${isRead ? `?input=${encodeURIComponent(body)}` : ""}`, ...(isRead ? {} : { body }), headers: { cookie, origin: ownOrigin(stand, label), "content-type": "application/json" } }));
  };
  for (const procedure of procedures) {
    const input = inputs[procedure.path]?.(ids) as Record<string, unknown> | undefined;
    const who = procedure.audience === "staff" ? clerk : procedure.audience === "partner" || procedure.audience === "partnerEntry" ? partner : owner;
    if (input === undefined) continue;
    const { json, meta } = superjson.serialize(input) as { json: Record<string, unknown>; meta?: unknown };
    const plain = JSON.stringify(json);
    const withMore = (text: string) => `{"json":${plain === "{}" ? `{${text}}` : `${plain.slice(0, -1)},${text}}`}${meta ? `,"meta":${JSON.stringify(meta)}` : ""}}`;
    const bodies: [string, string][] = [
      ...Object.entries({ platformId: '"BJ"', customerId2: '"x"', role: '"owner"', priceFen: '"1"', isSuspended: "false" }).filter(([name]) => !(name in json)).map(([name, value]) => [name, withMore(`"${name}":${value}`)] as [string, string]),
      ["constructor as a field", withMore('"constructor":{"prototype":{"role":"owner"}}')],
      ["__proto__ by superjson's paths", `{"json":${plain},"meta":{"values":{"__proto__.role":["Date"]}}}`],
      ["prototype by superjson's paths", `{"json":${plain},"meta":{"values":{"constructor.prototype.role":["undefined"]},"referentialEqualities":{"__proto__":["x"]}}}`],
      ["an array", `{"json":[${plain}]}`],
      ["null", '{"json":null}'],
      ...Object.keys(json).slice(0, 3).flatMap((name) => ['{"not":""}', '{"gt":""}', "null", "[]", '{"contains":"%"}'].map((value) => [`${name} = ${value}`, `{"json":${JSON.stringify({ ...json, [name]: "@" }).replace('"@"', value)}}`] as [string, string])),
    ];
    for (const [name, body] of bodies) {
      if (meant.has(`${procedure.path} ${name}`)) continue;
      const { status, error } = await call(who, procedure, body);
      const isRefused = status >= 400 && status < 500;
      if (!isRefused) wrong.push(`${procedure.path} ${name}: ${status} ${error?.app?.code ?? ""}`);
    }
    // zod drops this one name unread instead of refusing it, so the call runs as if it were not there: harmless, on nobody's ids.
    const harmless = superjson.serialize(inputs[procedure.path]?.(unknown)) as { json: object; meta?: unknown };
    const bent = JSON.stringify(harmless).replace('{"json":{', '{"json":{"__proto__":{"role":"owner","platformId":"BJ","isSuspended":true},').replace(",}", "}");
    const { status } = await call(who, procedure, bent);
    if (status >= 500 || status === 0) wrong.push(`${procedure.path} __proto__: ${status}`);
  }
  const polluted = await query(stand, owner, "account.me");
  stand.judge("32 extra fields, operators and __proto__ over HTTP are refused by every procedure", wrong.length === 0, `${tried} tries, ${wrong.length} not refused ${wrong.slice(0, 12).join("; ")}`);
  stand.judge("32 nothing was written and no prototype was bent", before === (await mark()) && codeIn(polluted) === "ok" && ({} as Record<string, unknown>).role === undefined, `${tables.length} tables as before`);
}

/** Promise 42: batches, bodies, depth, headers, slow sockets. */
async function sizes(stand: Stand): Promise<void> {
  const { judge } = stand;
  const buyer = await customer();
  const owner = await browserOf(stand, buyer);
  const batch = async (count: number, path = "account.me") => (await stand.at("sd", { path: `/api/trpc/${Array.from({ length: count }, () => path).join(",")}?batch=1&input=%7B%7D`, headers: { cookie: owner.cookie } })).status;
  const [ten, eleven, many] = [await batch(10), await batch(11), await batch(700)];
  judge("42 a batch of 10 is answered, one of 11 or 700 refused", ten === 200 && eleven === 400 && [400, 414, 431].includes(many), `${ten}, ${eleven}, ${many}`);
  const headers = { cookie: owner.cookie, origin: ownOrigin(stand, "sd"), "content-type": "application/json" };
  const big = await Promise.all([1.1, 11, 50].map(async (mega) => (await stand.at("sd", { method: "POST", path: "/api/trpc/order.ask", headers, body: Buffer.alloc(mega * 1_048_576, 32) })).status));
  const small = await stand.at("sd", { method: "POST", path: "/api/trpc/order.ask", headers, body: Buffer.alloc(1_000_000, 32) });
  judge("42 a body over 1 MB is refused before it is read", big.every((status) => status === 413 || status === 0) && big[1] === 413 && small.status !== 413, `1.1, 11, 50 MB: ${big.join(", ")}; just below: ${small.status}`);
  const chunked = statusOf(await sendRaw(stand.port, `POST /api/trpc/order.ask HTTP/1.1\r\nHost: ${stand.host("sd")}\r\nOrigin: ${headers.origin}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\n{"a":\r\n2\r\n1}\r\n0\r\n\r\n`));
  const callback = await stand.at("", { method: "POST", path: "/api/ap/v1/callbacks/SD", headers: { "content-type": "application/json" }, body: Buffer.alloc(900_000, 32) });
  judge("42 a body of unsaid length is refused, an unsigned callback too", chunked === 413 && [401, 404, 413].includes(callback.status), `${chunked}, ${callback.status}`);

  const deep = async (depth: number, open: string, close: string) => stand.at("sd", { method: "POST", path: "/api/trpc/order.ask", headers, body: `{"json":${open.repeat(depth)}1${close.repeat(depth)}}` });
  const depths = [await deep(200_000, "[", "]"), await deep(100_000, '{"a":', "}")];
  judge("42 JSON 200,000 deep costs little and is a refusal", depths.every(({ status }) => status >= 400 && status < 500) && depths.every(({ ms }) => ms < 3000), depths.map(({ status, ms }) => `${status} in ${ms.toFixed(0)} ms`).join(", "));
  const header = await send(stand.port, { host: stand.host("sd"), path: "/api/trpc/account.me", headers: { "x-long": "a".repeat(32_768) } });
  judge("42 a header of 32 kB is refused", header.status === 431, String(header.status));

  const login = await stand.at("sd", { path: "/account/login" });
  const ask = async () => (await stand.at("sd", { path: "/livez" })).ms;
  const calm = await times(ask, 30);
  const sockets: Socket[] = [];
  for (let n = 0; n < 400; n += 1) {
    const socket = connect(stand.port, "127.0.0.1").on("error", () => undefined);
    socket.write(`POST /api/trpc/order.ask HTTP/1.1\r\nHost: ${stand.host("sd")}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\nX-Slow: `);
    sockets.push(socket);
  }
  await wait(500);
  const beside = await times(ask, 30);
  const open = sockets.filter((socket) => !socket.destroyed).length;
  for (const socket of sockets) socket.destroy();
  judge("42 four hundred half-open sockets hold nobody up", login.status === 200 && open > 300 && quantile(beside, 0.5) < Math.max(quantile(calm, 0.5) * 10, 100), `${open} open, median ${quantile(calm, 0.5).toFixed(1)} ms before, ${quantile(beside, 0.5).toFixed(1)} ms beside`);
}

async function times(ask: () => Promise<number>, count: number): Promise<number[]> {
  const all: number[] = [];
  for (let n = 0; n < count; n += 1) all.push(await ask());
  return all;
}

/** Promise 42: bait for a slow pattern in each text field, and every pattern in the sources judged by itself. */
async function patterns(stand: Stand): Promise<void> {
  const owner = await browserOf(stand, await customer({ cashFen: 5_000_000n }));
  const baits = ["a".repeat(50_000), `${"a@".repeat(25_000)}!`, `${" ".repeat(50_000)}x`, `${"1-".repeat(25_000)}`, `${"a.".repeat(25_000)}@`, `${"0".repeat(50_000)}!`];
  const fields: [string, (bait: string) => object][] = [
    ["password.requestReset", (name) => ({ name })], ["signIn.sendCode", (phone) => ({ phone })], ["opening.sendEmailCode", (email) => ({ email })],
    ["enterpriseUser.create", (email) => ({ key: "0197a000-0000-7000-8000-0000000000ac", employeeNumber: "1", name: "x", department: "", email, phone: "" })],
    ["enterpriseUser.checkImport", (csv) => ({ csv: `工号,姓名,邮箱\n1,张三,${csv}` })], ["password.reset", (secret) => ({ secret, password: "a-long-passphrase" })],
  ];
  const slow: number[] = [];
  for (const [path, input] of fields) for (const bait of baits) slow.push((await mutate(stand, owner, path, input(bait))).answer.ms);
  stand.judge("42 fifty kilobytes of bait in a field cost no time", quantile(slow, 0.9) < 1500, `${slow.length} tries, slowest ${Math.max(...slow).toFixed(0)} ms`);
  const found = await literals(["server", "app", "components", "proxy.ts", "next.config.ts"]);
  const verdict = await slowOnes(found);
  if (verdict === null) return void console.log("○ 42 patterns of the sources: not run, the package recheck is not installed");
  stand.judge("42 no pattern in the sources can be made slow", verdict.slow.length === 0 && found.length > 30, `${found.length} patterns, ${verdict.unknown} undecided, ${verdict.slow.length} slow ${verdict.slow.join("; ")}`);
  const control = await slowOnes([{ file: "planted", source: "^(a+)+$", flags: "" }]);
  stand.judge("42 the attack bites: a slow pattern is seen", control?.slow.length === 1, `${control?.slow.length} found`);
}

export async function run(stand: Stand): Promise<void> {
  await massAssignment(stand);
  await stand.clearLimits();
  await sizes(stand);
  await stand.clearLimits();
  await patterns(stand);
}
