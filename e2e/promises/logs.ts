import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { hashPassword } from "../../server/crypto";
import { dbFor } from "../../server/db";
import { customer, orderInput } from "../fixtures/people";
import { type Answer } from "./kit/http";
import { type Browser, browserOf, mutate, ownOrigin, query, readCall, signIn, staffBrowser } from "./kit/portal";
import { type Stand } from "./kit/stand";

const canary = { password: "Canary-Passw0rd-91c2e7", token: "canary-token-5f1f0c9a7b", identity: "370102199003074518", bank: "6222021234509871234", phone: "13799887766", email: "canary-mailbox@company.example", name: "金丝雀受让人" };
const canaries = Object.values(canary);

const inside = [/node_modules/, /\bat .{1,80}:\d+:\d+/, /\/(?:tmp|work|home|root|usr)\//, /Prisma|prisma/, /\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM)\b.{0,200}"/, /relation "|constraint "|column "/, /ECONN|pg_|postgres/i, /\.tsx?:\d/, /violates|invocation/];

/** A table gone for a moment: everything that reads it fails as a fault of our own would. */
async function without<T>(stand: Stand, table: string, work: () => Promise<T>): Promise<T> {
  await stand.owner(`alter table "${table}" rename to "${table}_gone"`);
  try {
    return await work();
  } finally {
    await stand.owner(`alter table "${table}_gone" rename to "${table}"`);
  }
}

/** A rule of the table's own that refuses the row: PostgreSQL then quotes the whole row in its words. */
async function withRule<T>(stand: Stand, table: string, rule: string, work: () => Promise<T>): Promise<T> {
  await stand.owner(`alter table "${table}" add constraint promises_planted check (${rule}) not valid`);
  try {
    return await work();
  } finally {
    await stand.owner(`alter table "${table}" drop constraint promises_planted`);
  }
}

async function expected(stand: Stand, owner: Browser): Promise<Answer[]> {
  const anyone: Browser = { label: "sd", cookie: "" };
  const headers = { "content-type": "application/json", origin: ownOrigin(stand, "sd") };
  const post = (path: string, body: string, more: Record<string, string> = {}) => stand.at("sd", { method: "POST", path, headers: { ...headers, ...more }, body });
  const user = { key: randomUUID(), employeeNumber: "1", name: canary.name, department: "", email: canary.email, phone: canary.phone };
  const calls = [
    query(stand, anyone, "account.me"), query(stand, { label: "sd", cookie: `kdsw-customer=${canary.token}` }, "account.me"), query(stand, owner, "order.byId", { orderId: canary.token }), query(stand, owner, "order.byId", { orderId: randomUUID() }),
    mutate(stand, anyone, "password.reset", { secret: `${randomUUID()}.${canary.token.padEnd(43, "x")}`, password: canary.password }), mutate(stand, anyone, "password.reset", { secret: canary.token, password: "x" }),
    mutate(stand, owner, "security.changePassword", { current: canary.password, next: `${canary.password}-2` }), mutate(stand, owner, "enterpriseUser.create", { ...user, email: "not-an-address" }), mutate(stand, owner, "enterpriseUser.create", { ...user, creditCode: canary.identity }),
    mutate(stand, owner, "enterpriseUser.create", { ...user, name: { [canary.token]: canary.bank } }), mutate(stand, owner, "order.submit", { key: canary.token }), mutate(stand, owner, "review.claim", { taskId: randomUUID() }),
    mutate(stand, anyone, "signIn.sendCode", { phone: `${canary.phone}0` }), mutate(stand, { label: "sd", cookie: `kdsw-opening=${canary.token}` }, "opening.saveAccount", { version: 0, accountName: "Canary01", password: canary.password, payType: "postpaid", paymentAccountNumber: canary.bank, paymentHolderName: canary.name }),
    mutate(stand, owner, "order.ask", { orderId: randomUUID(), key: randomUUID(), text: canary.bank }), mutate(stand, owner, "nothing.here", { [canary.token]: 1 }), query(stand, owner, `${canary.token}.me`),
  ];
  const raws = [
    post("/api/trpc/order.ask", `{"json":{"text":"${canary.bank}"`), post("/api/trpc/order.ask", canary.token), post("/api/trpc/order.ask?batch=1", `["${canary.token}"]`), post("/api/trpc/order.ask", "{}", { origin: "http://evil.example" }),
    post("/api/ap/v1/callbacks/SD", `{"requestKey":"${canary.token}"}`, { "x-kdsw-signature": canary.token }), post("/api/papers", `--x--${canary.token}`, { "content-type": "multipart/form-data; boundary=x", cookie: owner.cookie }), post("/api/papers", canary.bank),
    stand.at("sd", { path: `/api/papers/${canary.token}`, headers: { cookie: owner.cookie } }), stand.at("sd", { path: `/api/trpc/order.byId?input=${encodeURIComponent(canary.token)}`, headers: { cookie: owner.cookie } }),
    stand.at("sd", { path: `/account/orders/${canary.token}`, headers: { cookie: owner.cookie } }), stand.at("sd", { path: `/api/auth/error?error=${canary.token}` }),
  ];
  const given: Record<string, string>[] = [{ name: "qilu_jingji", password: canary.password }, { name: canary.email, password: canary.password }, { phone: canary.phone, code: "000000" }];
  const logins = given.map(async (fields) => {
    const { status, text } = await signIn(stand, "sd", fields);
    return { status, text, headers: {}, ms: 0 };
  });
  return [...(await Promise.all(calls)).map(({ answer }) => answer), ...(await Promise.all(raws)), ...(await Promise.all(logins))];
}

async function unexpected(stand: Stand, owner: Browser): Promise<Answer[]> {
  const clerk = await staffBrowser(stand, "wangli@sd.kdsw.example");
  const user = () => ({ key: randomUUID(), employeeNumber: canary.identity, name: canary.name, department: canary.bank, email: canary.email, phone: canary.phone });
  const answers: Answer[] = [];
  const keep = async (called: Promise<{ answer: Answer }>) => void answers.push((await called).answer);
  await without(stand, "EnterpriseUser", async () => {
    await keep(query(stand, owner, "enterpriseUser.list", { search: canary.name }));
    await keep(mutate(stand, owner, "enterpriseUser.create", user()));
    await keep(query(stand, owner, "enterpriseUser.export"));
    answers.push(await stand.at("sd", { path: `/account/users?search=${encodeURIComponent(canary.name)}`, headers: { cookie: owner.cookie } }));
  });
  await without(stand, "OneTimeCode", async () => {
    await keep(mutate(stand, { label: "sd", cookie: "" }, "signIn.sendCode", { phone: canary.phone }));
    await keep(mutate(stand, { label: "sd", cookie: "" }, "password.reset", { secret: `${randomUUID()}.${"x".repeat(43)}`, password: canary.password }));
  });
  await withRule(stand, "EnterpriseUser", `name <> '${canary.name}'`, () => keep(mutate(stand, owner, "enterpriseUser.create", user())));
  const caller = await (await customer({ cashFen: 1_000_000n }));
  const browser = await browserOf(stand, caller);
  const form = await orderInput(await caller.as());
  await withRule(stand, "ProductOrder", `note <> '${canary.bank}'`, () => keep(mutate(stand, browser, "order.submit", { ...form, note: canary.bank })));
  await without(stand, "OrderEvent", () => keep(mutate(stand, browser, "order.submit", { ...form, key: randomUUID(), note: canary.identity })));
  await without(stand, "ReviewTask", () => keep(query(stand, clerk, "review.list", { tab: "open" })));
  await without(stand, "Person", async () => {
    const { status, text } = await signIn(stand, "sd", { name: canary.email, password: canary.password });
    answers.push({ status, text, headers: {}, ms: 0 });
    await keep(mutate(stand, { label: "sd", cookie: "" }, "password.requestReset", { name: canary.email }));
  });
  await without(stand, "Document", async () => answers.push(await stand.at("sd", { path: `/api/papers/${randomUUID()}`, headers: { cookie: owner.cookie } })));
  return answers;
}

const logsOf = (stand: Stand) => ["web", "worker"].map((name) => readFileSync(stand.logFile(name as "web"), "utf8")).join("\n");

export async function run(stand: Stand): Promise<void> {
  const { judge } = stand;
  const who = await customer({ cashFen: 1_000_000n });
  await dbFor("SD").person.updateMany({ where: { id: who.personId }, data: { passwordHash: await hashPassword("promised-Passphrase-7") } });
  const owner = await browserOf(stand, who);
  const ordinary = await expected(stand, owner);
  await stand.clearLimits();
  const faults = await unexpected(stand, owner);
  // The worker's own trouble: a text message that the gateway refuses, with a code and a phone in it.
  const desk = `${stand.env.SMS_URL}/_control`;
  const told = await fetch(desk, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ failNext: 2 }) });
  await dbFor("SD").person.updateMany({ where: { id: who.personId }, data: { phone: canary.phone, phoneConfirmedAt: new Date() } });
  await mutate(stand, { label: "sd", cookie: "" }, "signIn.sendCode", { phone: canary.phone });
  await wait(4000);

  const all = [...ordinary, ...faults];
  const loud = all.filter(({ text, headers }) => canaries.some((value) => `${text}${JSON.stringify(headers)}`.includes(value)) && !text.startsWith("<!DOCTYPE"));
  const leaky = all.flatMap(({ text, headers, status }) => (text.startsWith("<!DOCTYPE") ? [] : inside.filter((sign) => sign.test(`${text}${JSON.stringify(headers)}`)).map((sign) => `${status} ${sign} in ${text.slice(0, 120)}`)));
  judge("45 refusals and faults tell nothing back: no canary, no stack, SQL or path", loud.length === 0 && leaky.length === 0 && all.length >= 30, `${all.length} failures, ${loud.length} with a canary ${loud[0]?.text.slice(0, 160) ?? ""}, ${leaky.length} with the inside ${leaky.slice(0, 2).join("; ")}`);
  const pages = all.filter(({ text }) => text.startsWith("<!DOCTYPE"));
  const openPages = pages.filter(({ text }) => [/node_modules/, /\bat .{1,80}:\d+:\d+/, /relation \\?"/, /Invalid `/].some((sign) => sign.test(text)));
  judge("45 error pages tell nothing back", openPages.length === 0 && pages.length > 0, `${pages.length} pages ${pages.map(({ status }) => status).join(", ")}`);
  const coded = faults.map((answer) => readCall(answer)).filter(({ error }) => error !== null);
  const log = logsOf(stand);
  const unfound = coded.filter(({ error }) => error?.app?.code !== "UNEXPECTED" || !log.includes(error.requestId));
  judge("45 each fault of ours has a code and a number that finds its line in the log", unfound.length === 0 && coded.length >= 8, `${coded.length} faults, ${unfound.length} without a line ${unfound.map(({ error, status }) => `${status} ${error?.app?.code}`).slice(0, 4).join("; ")}`);
  const kept = [...canaries.filter((value) => log.includes(value)), ...[stand.env.CUSTOMER_SECRET, stand.env.STAFF_SECRET, stand.env.DATA_KEY, stand.env.AUDIT_KEY, new URL(stand.env.DATABASE_URL ?? "").password].filter((value) => value && log.includes(value)).map(() => "a secret")];
  const texts = await dbFor("SD").notification.findMany({ where: { kind: { startsWith: "code." } }, orderBy: { createdAt: "desc" }, take: 20, select: { text: true } });
  const codes = texts.flatMap(({ text }) => /验证码是 (\d{6})/.exec(text)?.[1] ?? []).filter((code) => new RegExp(`\\b${code}\\b`).test(log));
  judge("45 the logs of web and worker hold no password, token, number, code or secret", kept.length === 0 && codes.length === 0 && log.length > 1000, `${log.split("\n").length} lines, found: ${kept.join(", ") || "nothing"}, ${codes.length} codes; the gateway was told to fail: ${told.status}`);
  judge("45 the attack bites: a planted line is seen", canaries.some((value) => `${log}{"msg":"${canary.bank}"}`.includes(value)) && inside.some((sign) => sign.test("at run (/tmp/x/server/a.ts:1:2)")), "both seen");
}
