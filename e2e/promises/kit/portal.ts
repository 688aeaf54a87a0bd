import superjson from "superjson";
import { type TestCustomer, bothSteps } from "../../fixtures/people";
import { randomDigits, sha256 } from "../../../server/crypto";
import { dbFor } from "../../../server/db";
import { faceOf } from "../../../server/platforms/host.rules";
import { cookieNameOf, openSession, realmOf, sessionToken } from "../../../server/session";
import { type Answer, withCookies } from "./http";
import { type Stand } from "./stand";

type Failure = { code: string; requestId: string; app?: { code: string } };
export type Called<T = unknown> = { status: number; data: T | null; error: Failure | null; answer: Answer };

/** A browser without a screen on one host of the portal: its cookies, its own origin. */
export type Browser = { label: string; cookie: string };

export const ownOrigin = (stand: Stand, label: string) => `http://${stand.host(label)}`;
const json = (stand: Stand, label: string) => ({ "content-type": "application/json", origin: ownOrigin(stand, label), "sec-fetch-site": "same-origin" });

export function readCall<T>(answer: Answer): Called<T> {
  try {
    const body = JSON.parse(answer.text) as { result?: { data: never }; error?: { json: { data: Failure } } };
    return { status: answer.status, data: body.result ? superjson.deserialize<T>(body.result.data) : null, error: body.error?.json.data ?? null, answer };
  } catch {
    return { status: answer.status, data: null, error: null, answer };
  }
}

export async function query<T = unknown>(stand: Stand, { label, cookie }: Browser, path: string, input?: unknown, headers: Record<string, string> = {}): Promise<Called<T>> {
  const given = input === undefined ? "" : `?input=${encodeURIComponent(superjson.stringify(input))}`;
  return readCall(await stand.at(label, { path: `/api/trpc/${path}${given}`, headers: { ...(cookie ? { cookie } : {}), ...headers } }));
}

export async function mutate<T = unknown>(stand: Stand, { label, cookie }: Browser, path: string, input?: unknown, { headers = {}, timeoutMs }: { headers?: Record<string, string>; timeoutMs?: number } = {}): Promise<Called<T>> {
  const sent = { method: "POST", path: `/api/trpc/${path}`, body: superjson.stringify(input), headers: { ...json(stand, label), ...(cookie ? { cookie } : {}), ...headers }, ...(timeoutMs ? { timeoutMs } : {}) };
  return readCall(await stand.at(label, sent));
}

/** The code of ours in a call's refusal, or "ok". */
export const codeIn = ({ error, status }: Called) => error?.app?.code ?? (status < 300 && status > 0 ? "ok" : String(status));

export type SignIn = { status: number; code: string; cookie: string; text: string; ms: number; setCookie: string[] };

/** Signs in through the real form posts. `code` is "ok" or the refusal's own code. */
export async function signIn(stand: Stand, label: string, given: Record<string, string>, { cookie = "", headers = {} }: { cookie?: string; headers?: Record<string, string> } = {}): Promise<SignIn> {
  const first = await stand.at(label, { path: "/api/auth/csrf", headers: cookie ? { cookie } : {} });
  const known = withCookies(cookie, first);
  const { csrfToken } = JSON.parse(first.text) as { csrfToken: string };
  const answer = await stand.at(label, {
    method: "POST", path: "/api/auth/callback/credentials",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: ownOrigin(stand, label), cookie: known, ...headers },
    body: new URLSearchParams({ ...given, csrfToken, json: "true" }).toString(),
  });
  const url = (() => { try { return (JSON.parse(answer.text) as { url?: string }).url ?? ""; } catch { return ""; } })();
  const code = answer.status === 200 ? "ok" : (new URL(url || "/", "http://x").searchParams.get("error") ?? String(answer.status));
  return { status: answer.status, code, cookie: withCookies(known, answer), text: answer.text, ms: answer.ms, setCookie: answer.headers["set-cookie"] ?? [] };
}

/** Signs a company's person in with both steps; a recovery code of their own stands in for the authenticator, since each of its codes works once in half a minute. */
export async function signInFully(stand: Stand, label: string, personId: string, given: Record<string, string>, options: { cookie?: string } = {}): Promise<SignIn> {
  const first = await signIn(stand, label, given, options);
  if (first.code !== "ok") return first;
  const otp = randomDigits(10);
  await dbFor(label.toUpperCase()).recoveryCode.create({ data: { personId, codeHash: sha256(otp) } });
  return signIn(stand, label, { otp }, { cookie: first.cookie });
}

/** A browser already signed in as someone, by a session of the product's own making; the password is not part of it. */
export async function sessionFor(label: string, subject: { subjectId: string; membershipId?: string; dutyPlatformId?: string }, domain: string): Promise<Browser> {
  const face = faceOf(`${label}.${domain}`, { base: domain });
  const realm = realmOf(face);
  if (!realm) throw new Error(`nobody signs in at ${label}`);
  const scopeId = face.kind === "storefront" ? face.platformId : "ZX";
  const db = dbFor(scopeId);
  const row = realm === "staff" ? await db.staff.findFirstOrThrow({ where: { id: subject.subjectId } }) : realm === "partner" ? await db.partnerPerson.findFirstOrThrow({ where: { id: subject.subjectId } }) : await db.person.findFirstOrThrow({ where: { id: subject.subjectId } });
  const id = await openSession(face, { ...subject, passwordVersion: row.passwordVersion, ip: "127.0.0.1", device: "promises", ...bothSteps() });
  return { label, cookie: `${cookieNameOf(realm)}=${await sessionToken(face, id)}` };
}

export const browserOf = (stand: Stand, customer: TestCustomer) =>
  sessionFor(customer.platformId.toLowerCase(), { subjectId: customer.personId, membershipId: customer.membershipId }, stand.domain);

/** Someone of the demo's partners, signed in at the partner desk. */
export async function partnerBrowser(stand: Stand, email: string): Promise<Browser> {
  const person = await dbFor("ZX").partnerPerson.findFirstOrThrow({ where: { email } });
  return sessionFor("partner", { subjectId: person.id }, stand.domain);
}

/** A member of the demo's staff, signed in on the console. */
export async function staffBrowser(stand: Stand, email: string): Promise<Browser> {
  const staff = await dbFor("ZX").staff.findFirstOrThrow({ where: { email }, include: { duties: { orderBy: { startsOn: "asc" } } } });
  return sessionFor("ops", { subjectId: staff.id, dutyPlatformId: staff.duties[0]?.dutyPlatformId ?? "ZX" }, stand.domain);
}
