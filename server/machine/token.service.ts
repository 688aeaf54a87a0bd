import { z } from "zod";
import { decrypt, encrypt, sameText, sha256 } from "../crypto";
import { type Db, dbFor } from "../db";
import type { ApiClient } from "../generated/prisma/client";
import { AppError } from "../kernel/errors";
import { clearTries, countTry } from "../platforms/limit.service";
import { NATIONAL_SCOPE, platformIds } from "../platforms/province.rules";
import { type MachineActor, scopeFor, type Scope } from "../scope";
import { OAuthError, TOKEN_SECONDS, type TokenRequest, grantedScopes, platformOfClientId } from "./machine.rules";

/** What a token carries, sealed under the data key: nobody else can make or read one. */
const Token = z.strictObject({ for: z.literal("tmf-api"), platformId: z.string().length(2), clientId: z.uuid(), scopes: z.array(z.string()), until: z.int() });

const seconds = () => Math.floor(Date.now() / 1000);

/** The client of an id on the platform that the id names; null for an id that names none. */
async function clientOf(clientId: string): Promise<{ db: Db; platformId: string; client: ApiClient } | null> {
  const platformId = platformOfClientId(clientId);
  if (!platformId || !platformIds().includes(platformId)) return null;
  const db = dbFor(platformId);
  const client = await db.apiClient.findFirst({ where: { clientId } });
  return client && { db, platformId, client };
}

function isSecretOf({ secretHash, oldSecretHash, oldSecretUntil }: ApiClient, secret: string): boolean {
  const hash = sha256(secret);
  const isNew = sameText(hash, secretHash);
  const isOld = oldSecretHash !== null && oldSecretUntil !== null && oldSecretUntil.getTime() > Date.now() && sameText(hash, oldSecretHash);
  return isNew || isOld;
}

const QUARTER_HOUR = 900;

export type GivenToken = { token: string; expiresInSeconds: number; scopes: string[] };

/**
 * IN6: a token for a client's id and secret, for its own platform. One answer for an unknown id, a wrong secret and a suspended
 * client. Tries are counted per id and address, so that whoever guesses elsewhere does not lock the owner out. Throws OAuthError.
 */
export async function giveToken({ clientId, secret, scopes: asked }: TokenRequest, ip: string): Promise<GivenToken> {
  const national = dbFor(NATIONAL_SCOPE);
  const key = `apiClient:${sha256(clientId)}:${ip}`;
  await countTry(national, [{ key, max: 20, windowSeconds: QUARTER_HOUR }, { key: `apiClient:ip:${ip}`, max: 300, windowSeconds: QUARTER_HOUR }]).catch((error: unknown) => {
    throw error instanceof AppError && error.code === "TOO_MANY_TRIES" ? new OAuthError("invalid_client", error.details.retryAfterSeconds ?? QUARTER_HOUR) : error;
  });
  const found = await clientOf(clientId);
  if (!found || !isSecretOf(found.client, secret) || found.client.suspendedAt) throw new OAuthError("invalid_client");
  const { db, platformId, client } = found;
  const scopes = grantedScopes(asked, client.scopes);
  await Promise.all([clearTries(national, key), clearTries(national, `apiClient:ip:${ip}`)]);
  await db.apiClient.updateMany({ where: { id: client.id }, data: { lastTokenAt: new Date() } });
  const sealed = encrypt(Buffer.from(JSON.stringify({ for: "tmf-api", platformId, clientId: client.id, scopes, until: seconds() + TOKEN_SECONDS } satisfies z.input<typeof Token>)));
  return { token: Buffer.from(sealed).toString("base64url"), expiresInSeconds: TOKEN_SECONDS, scopes };
}

function read(bearer: string): z.output<typeof Token> | null {
  try {
    return Token.safeParse(JSON.parse(Buffer.from(decrypt(Buffer.from(bearer, "base64url"))).toString("utf8"))).data ?? null;
  } catch {
    return null;
  }
}

export type MachineScope = Scope<MachineActor>;

/**
 * The scope of a call by its token: the client's own platform and provinces. Suspension and what was taken from a client count
 * from the next call on. Null for no token, a foreign or an old one.
 */
export async function scopeOfToken(authorization: string | null, origin: { ip: string; requestId: string; device: string }): Promise<MachineScope | null> {
  const [word = "", bearer = ""] = (authorization ?? "").split(" ", 2);
  const token = word.toLowerCase() === "bearer" ? read(bearer) : null;
  if (!token || token.until <= seconds() || !platformIds().includes(token.platformId)) return null;
  const client = await dbFor(token.platformId).apiClient.findFirst({ where: { id: token.clientId, suspendedAt: null } });
  if (!client) return null;
  const scopes = token.scopes.filter((scope) => client.scopes.includes(scope));
  return scopeFor<MachineActor>(token.platformId, { kind: "machine", id: client.id, name: client.name, provinces: client.provinceIds, scopes }, origin);
}
