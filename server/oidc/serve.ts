import type { IncomingMessage, ServerResponse } from "node:http";
import type Provider from "oidc-provider";
import { customerActor } from "../accounts/session.service";
import { asBusy } from "../db";
import { env } from "../env";
import { AppError } from "../kernel/errors";
import { type Answered, answerApplication } from "../launch/launch.service";
import { proofOf } from "../launch/launch.rules";
import { type Face, faceOf, provincePrefix } from "../platforms/host.rules";
import { type CustomerActor, type Scope, scopeFor, systemScope } from "../scope";
import { liveSession } from "../session";
import { OIDC_PATH, issuerOf } from "./issuer";
import { keyIds } from "./key.service";
import { providerFor, withoutOwnSession } from "./provider";

/** Whether the keys are others now is looked at so often. */
const LOOK_MS = 10_000;
type Kept = { provider: Promise<Provider>; keys: string; lookedAt: number };
const kept = new Map<string, Kept>();
/** The keys are looked at with the next request. */
export const forgetProviders = (): void => kept.clear();

/** The provider of a platform, made anew when its keys have changed. */
async function keptProvider(platformId: string): Promise<Provider> {
  const known = kept.get(platformId);
  if (known && Date.now() - known.lookedAt < LOOK_MS) return known.provider;
  const scope = await systemScope(platformId);
  const keys = known ? await keyIds(scope) : "";
  const isSame = known !== undefined && known.keys === keys;
  const provider = isSame ? known.provider : providerFor(scope);
  await provider.catch((error: unknown) => {
    kept.delete(platformId);
    throw error;
  });
  kept.set(platformId, { provider, keys: keys || (await keyIds(scope)), lookedAt: Date.now() });
  return provider;
}

type Storefront = Extract<Face, { kind: "storefront" }>;
type Place = { face: Storefront; base: string };

/** One request under /oidc, whose Host names the platform. Unknown hosts and other faces have no such address. */
export async function serveOidc(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const face = faceOf(request.headers.host ?? "", { base: env().PORTAL_DOMAIN });
  const url = request.url ?? "/";
  if (face.kind !== "storefront" || !url.startsWith(`${OIDC_PATH}/`)) return void response.writeHead(404).end();
  // An old domain has the same rooms under another name: the issuer has one name alone.
  if (face.isAlias) return void response.writeHead(307, { location: `${issuerOf(face.platformId)}${url.slice(OIDC_PATH.length)}`, "cache-control": "no-store" }).end();
  withoutOwnSession(request);
  const provider = await keptProvider(face.platformId).catch((error: unknown) => {
    throw asBusy(error);
  });
  if (url.startsWith(`${OIDC_PATH}/step/`)) return step(provider, face, request, response);
  // As a server that mounts the library under a path hands requests on.
  Object.assign(request, { originalUrl: url, url: url.slice(OIDC_PATH.length) });
  await provider.callback()(request, response);
}

const leave = (response: ServerResponse, location: string): void => void response.writeHead(303, { location, "cache-control": "no-store" }).end();

/** The step between an application's question and its answer: who is signed in here, and may they? */
async function step(provider: Provider, face: Storefront, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const details = await provider.interactionDetails(request, response).catch(() => null);
  const place: Place = { face, base: `${provincePrefix(face.platformId, face.provinceId ?? face.platformId)}/account` };
  if (!details) return leave(response, `${place.base}/apps?again=1`);
  const specificationCode = String(details.params.client_id ?? "");
  const hint = hintOf(details.params.login_hint);
  const session = await liveSession(face, request.headers.cookie ?? null);
  const actor = session && (await customerActor(face.platformId, session));
  if (!session || !actor) return leave(response, `${place.base}/login?to=${encodeURIComponent(`${place.base}/apps?app=${specificationCode}`)}`);
  const scope: Scope<CustomerActor> = await scopeFor(face.platformId, actor, { device: request.headers["user-agent"] ?? "" });
  const base = await baseOf(scope);
  const answered = await answerApplication(scope, { specificationCode, hint }).catch((error: unknown): Answered => {
    if (error instanceof AppError && error.code === "NOT_FOUND") return { expired: true };
    throw error;
  });
  if (!("launch" in answered)) return leave(response, wayOut(base, answered));
  await provider.interactionFinished(request, response, { login: { accountId: answered.launch.id, remember: false, ts: Math.floor(session.createdAt.getTime() / 1000), ...proofOf(session) } }, { mergeWithLastSubmission: false });
}

/** A click's id; anything else that an application says of its visitor is its own affair. */
const hintOf = (value: unknown): string | null => (typeof value === "string" && /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(value) ? value : null);

/** The area of the person's own province. */
async function baseOf({ db, platformId, actor }: Scope<CustomerActor>): Promise<string> {
  const { provinceId } = await db.customer.findFirstOrThrow({ where: { id: actor.customerId }, select: { provinceId: true } });
  return `${provincePrefix(platformId, provinceId)}/account`;
}

function wayOut(base: string, answered: Exclude<Answered, { launch: unknown }>): string {
  if ("refused" in answered) return `${base}/apps/${answered.refused.productId}`;
  return "choose" in answered ? `${base}/apps?app=${encodeURIComponent(answered.choose)}` : `${base}/apps?again=1`;
}
