import { createHmac } from "node:crypto";
import { authenticator } from "otplib";
import { encode } from "next-auth/jwt";
import { DEMO_PASSWORD, demoStaff } from "../../prisma/seed/people";
import { hashPassword, randomDigits, sha256 } from "../../server/crypto";
import { dbFor } from "../../server/db";
import { customer } from "../fixtures/people";
import { type Browser, codeIn, mutate, ownOrigin, query, sessionFor, signIn, signInFully } from "./kit/portal";
import { type Stand } from "./kit/stand";

const PASSWORD = "promised-Passphrase-7";
const sessionPair = (cookie: string, realm = "customer") => cookie.split("; ").find((pair) => pair.startsWith(`kdsw-${realm}=`)) ?? "";
const alive = async (stand: Stand, browser: Browser) => codeIn(await (browser.label === "ops" ? query(stand, browser, "console.me", {}) : query(stand, browser, "account.me"))) === "ok";

async function person() {
  const made = await customer();
  await dbFor("SD").person.updateMany({ where: { id: made.personId }, data: { passwordHash: await hashPassword(PASSWORD) } });
  return made;
}

async function lifeAndDeath(stand: Stand): Promise<void> {
  const { judge } = stand;
  const owner = await person();
  const enter = async (cookie = ""): Promise<Browser> => ({ label: "sd", cookie: (await signInFully(stand, "sd", owner.personId, { name: owner.accountName, password: PASSWORD }, { cookie })).cookie });
  const [first, second] = [await enter(), await enter()];
  const planted = await enter(sessionPair(first.cookie));
  const values = [first, second, planted].map(({ cookie }) => sessionPair(cookie));
  judge("36 each sign-in makes a session of its own, also over a planted cookie", new Set(values).size === 3 && (await alive(stand, planted)), `${new Set(values).size} of 3 differ`);

  const copied = { label: "sd", cookie: sessionPair(second.cookie) };
  const wasAlive = await alive(stand, copied);
  await stand.at("sd", { method: "POST", path: "/api/sign-out", headers: { cookie: second.cookie, origin: ownOrigin(stand, "sd") } });
  judge("36 a cookie copied before signing out is dead after it", wasAlive && !(await alive(stand, copied)), `before ${wasAlive ? "alive" : "dead"}, after ${(await alive(stand, copied)) ? "alive" : "dead"}`);
  const page = await stand.at("sd", { path: "/account/orders", headers: { cookie: copied.cookie } });
  judge("36 a page for the dead cookie shows nothing", page.status >= 300 && !page.text.includes(owner.accountName), `${page.status}`);

  const other = await enter();
  const changed = codeIn(await mutate(stand, first, "security.changePassword", { current: PASSWORD, next: `${PASSWORD}-new` }));
  judge("36 a changed password ends every other session at once and keeps this one", changed === "ok" && (await alive(stand, first)) && !(await alive(stand, other)) && !(await alive(stand, planted)), changed);

  const ends: [string, (who: Awaited<ReturnType<typeof person>>) => Promise<unknown>][] = [
    ["membership suspended", (who) => dbFor("SD").membership.updateMany({ where: { id: who.membershipId }, data: { isActive: false } })],
    ["person suspended", (who) => dbFor("SD").person.updateMany({ where: { id: who.personId }, data: { isSuspended: true } })],
    ["account gone for good", (who) => dbFor("SD").customer.updateMany({ where: { id: who.customerId }, data: { state: "purged" } })],
    ["sessions older than their limit", (who) => stand.owner(`update "Session" set "expiresAt" = now() - interval '1 second' where "subjectId" = $1`, [who.personId])],
    ["sessions idle too long", (who) => stand.owner(`update "Session" set "lastSeenAt" = now() - interval '31 minutes' where "subjectId" = $1`, [who.personId])],
  ];
  const seen: string[] = [];
  for (const [name, act] of ends) {
    const who = await person();
    const browser = await sessionFor("sd", { subjectId: who.personId, membershipId: who.membershipId }, stand.domain);
    const before = await alive(stand, browser);
    await act(who);
    if (before && !(await alive(stand, browser))) seen.push(name);
  }
  judge("36 a session is dead on the next request after an end", seen.length === ends.length, seen.join(", "));
  const reader = await person();
  const demoted = await sessionFor("sd", { subjectId: reader.personId, membershipId: reader.membershipId }, stand.domain);
  const mayBefore = codeIn(await query(stand, demoted, "account.joinRequests"));
  const lastOwner = await stand.owner<{ id: string }>(`update "Membership" set role = 'reader' where id = $1 returning id`, [reader.membershipId]);
  const mayAfter = codeIn(await mutate(stand, demoted, "account.decideJoin", { key: "0197a000-0000-7000-8000-0000000000aa", requestId: reader.personId, isAccepted: true }));
  judge("36 a role taken away is gone on the next request", lastOwner.length === 1 && mayBefore === "ok" && mayAfter === "FORBIDDEN", `${mayBefore}, then ${mayAfter}`);
}

async function tossed(stand: Stand): Promise<void> {
  const [mine, theirs] = await Promise.all([person(), person()]);
  const [a, b] = await Promise.all([mine, theirs].map(async (who) => (await sessionFor("sd", { subjectId: who.personId, membershipId: who.membershipId }, stand.domain)).cookie));
  const pairs = [`${a}; ${b}`, `${b}; ${a}`, `${a}; ${a}`, `${a};${b}`, `kdsw-customer=; ${a}`, `${a}; kdsw-customer=x`];
  const codes = await Promise.all(pairs.map(async (cookie) => codeIn(await query(stand, { label: "sd", cookie }, "account.me"))));
  const control = await alive(stand, { label: "sd", cookie: a ?? "" });
  stand.judge("36 the session cookie sent twice is refused, in either order", control && codes.every((code) => code === "NOT_SIGNED_IN"), `alone ${control ? "ok" : "refused"}, twice ${codes.join(", ")}`);
  const broken = ["kdsw-customer=%", "kdsw-customer=%E0%A4%A", `kdsw-customer=${"a".repeat(3000)}`, "kdsw-customer=..", "kdsw-opening=%"];
  const statuses = await Promise.all(broken.map(async (cookie) => (await query(stand, { label: "sd", cookie }, "account.me")).status));
  stand.judge("36 a cookie that is no cookie is nobody, never a fault", statuses.every((status) => status === 401), statuses.join(", "));
}

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

async function realms(stand: Stand): Promise<void> {
  const { judge, env } = stand;
  const owner = await person();
  const staff = await dbFor("ZX").staff.findFirstOrThrow({ where: { email: demoStaff[0]?.email ?? "" } });
  const buyer = await sessionFor("sd", { subjectId: owner.personId, membershipId: owner.membershipId }, stand.domain);
  const clerk = await sessionFor("ops", { subjectId: staff.id, dutyPlatformId: "SD" }, stand.domain);
  const [buyerValue, clerkValue] = [buyer, clerk].map(({ cookie }) => cookie.slice(cookie.indexOf("=") + 1));
  const own = [await alive(stand, buyer), await alive(stand, clerk)];
  const crossed: Browser[] = [];
  for (const value of [buyerValue, clerkValue]) for (const label of ["sd", "ops", "bj", "nf", "partner", ""]) for (const realm of ["customer", "staff", "partner"]) {
    if ((label === "sd" && realm === "customer" && value === buyerValue) || (label === "ops" && realm === "staff" && value === clerkValue)) continue;
    crossed.push({ label, cookie: `kdsw-${realm}=${value}` });
  }
  const answers = await Promise.all(crossed.flatMap((browser) => ["account.me", "console.me", "order.list", "review.list"].map((path) => query(stand, browser, path, path === "review.list" ? { tab: "open" } : path === "account.me" ? undefined : {}))));
  const opened = answers.filter(({ data }) => data !== null).length;
  judge("37 a cookie of one realm or platform opens nothing on another's host", own.every(Boolean) && opened === 0 && answers.every(({ status }) => status === 401 || status === 404), `${answers.length} crossings, ${opened} opened; on their own hosts ${own.join(", ")}`);

  const sessions = await stand.owner<{ id: string; realm: string }>(`select id, realm::text from "Session" where "subjectId" in ($1, $2) order by realm`, [owner.personId, staff.id]);
  const sidOf = (realm: string) => sessions.find((row) => row.realm === realm)?.id ?? "";
  const [customerSecret, staffSecret] = [env.CUSTOMER_SECRET ?? "", env.STAFF_SECRET ?? ""];
  const claims = { sid: sidOf("staff"), realm: "staff", scope: "ZX" };
  const head = base64({ alg: "HS256", typ: "JWT" });
  const body = base64(claims);
  const signed = (secret: string) => `${head}.${body}.${createHmac("sha256", secret).update(`${head}.${body}`).digest("base64url")}`;
  const forged: [string, string][] = [
    ["alg none", `${base64({ alg: "none", typ: "JWT" })}.${body}.`],
    ["alg none, JWE shape", `${base64({ alg: "none", enc: "none" })}..${body}..`],
    ["HS256 under an empty secret", signed("")],
    ["HS256 under the right secret", signed(staffSecret)],
    ["encrypted under the customers' secret", await encode({ token: claims, secret: customerSecret })],
    ["a customer's session under the staff's secret", await encode({ token: { ...claims, sid: sidOf("customer") }, secret: staffSecret })],
    ["right secret, unknown session", await encode({ token: { ...claims, sid: owner.personId }, secret: staffSecret })],
    ["right secret, session id as an object", await encode({ token: { ...claims, sid: { not: "" } }, secret: staffSecret })],
    ["right secret, expired", await encode({ token: claims, secret: staffSecret, maxAge: -60 })],
    ["not a token", "x".repeat(200)],
  ];
  const passed: string[] = [];
  for (const [name, value] of forged) if (await alive(stand, { label: "ops", cookie: `kdsw-staff=${value}` })) passed.push(name);
  const control = await alive(stand, { label: "ops", cookie: `kdsw-staff=${await encode({ token: claims, secret: staffSecret })}` });
  judge("37 forged tokens are nobody's", control && passed.length === 0, `${forged.length} forgeries, ${passed.length} opened ${passed.join(", ")}; the true one ${control ? "opens" : "is refused"}`);
  const bearer = await query(stand, { label: "ops", cookie: "" }, "console.me", {}, { authorization: `Bearer ${clerkValue}` });
  judge("37 a token in Authorization is nobody", bearer.status === 401, String(bearer.status));
}

async function secondFactor(stand: Stand): Promise<void> {
  await stand.clearLimits();
  const member = demoStaff[1];
  if (!member) return;
  const given = { name: member.email, password: DEMO_PASSWORD };
  const codes = [];
  for (const extra of [{}, { otp: "" }, { otp: "000000" }, { otp: "0000000000" }] as Record<string, string>[]) codes.push((await signIn(stand, "ops", { ...given, ...extra })).code);
  await stand.clearLimits();
  const otp = authenticator.generate(member.secret);
  const right = await signIn(stand, "ops", { ...given, otp });
  const again = await signIn(stand, "ops", { ...given, otp });
  const onStorefront = await signIn(stand, "sd", { ...given, otp });
  stand.judge("37 staff need their code, once each, and only on their own host", codes.every((code) => code === "SIGN_IN_REFUSED") && right.code === "ok" && again.code !== "ok" && onStorefront.code !== "ok", `without ${codes.join(", ")}; with ${right.code}; the same again ${again.code}; on a storefront ${onStorefront.code}`);
}

/** AI12: between password and second step there is a session that can do nothing, and another one after it. */
async function halfway(stand: Stand): Promise<void> {
  await stand.clearLimits();
  const owner = await person();
  const half = await signIn(stand, "sd", { name: owner.accountName, password: PASSWORD });
  const before = { label: "sd", cookie: sessionPair(half.cookie) };
  const codes = [];
  for (const path of ["account.me", "order.list", "secondFactor.state", "security.sessions", "balance.mine"]) codes.push(codeIn(await query(stand, before, path, ["account.me", "secondFactor.state", "security.sessions"].includes(path) ? undefined : {})));
  const setUp = codeIn(await mutate(stand, before, "secondStep.beginTotp", {}));
  const page = await stand.at("sd", { path: "/account/orders", headers: { cookie: before.cookie } });
  stand.judge("36 a password alone opens nothing of a company's", codes.every((code) => code === "SECOND_STEP_NEEDED") && setUp === "SECOND_STEP_NEEDED" && !page.text.includes(owner.accountName), `${codes.join(", ")}; another factor ${setUp}; the page ${page.status}`);
  const otp = randomDigits(10);
  await dbFor("SD").recoveryCode.create({ data: { personId: owner.personId, codeHash: sha256(otp) } });
  const answers = await Promise.all(Array.from({ length: 4 }, () => signIn(stand, "sd", { otp }, { cookie: half.cookie })));
  const through = answers.filter(({ code }) => code === "ok");
  const whole = { label: "sd", cookie: sessionPair(through[0]?.cookie ?? "") };
  const isOther = whole.cookie !== before.cookie && (await alive(stand, whole)) && !(await alive(stand, before));
  const again = await signIn(stand, "sd", { otp }, { cookie: (await signIn(stand, "sd", { name: owner.accountName, password: PASSWORD })).cookie });
  stand.judge("36 the second step makes another session, ends the one before it, and a code works once, four at a time too", isOther && through.length === 1 && again.code !== "ok", `${through.length} of 4 through; the same code later ${again.code}`);
  await stand.clearLimits();
  const { cookie } = await signIn(stand, "sd", { name: owner.accountName, password: PASSWORD });
  const guesses = await Promise.all(Array.from({ length: 30 }, (_, n) => signIn(stand, "sd", { otp: String(100_000 + n) }, { cookie })));
  const looked = guesses.filter(({ code }) => code === "CODE_WRONG").length;
  stand.judge("33 a company's second factor is guessed at most 5 times", looked > 0 && looked <= 5 && guesses.every(({ code }) => code !== "ok"), `${looked} of 30 looked at`);
}

export async function run(stand: Stand): Promise<void> {
  await lifeAndDeath(stand);
  await tossed(stand);
  await realms(stand);
  await secondFactor(stand);
  await halfway(stand);
}
