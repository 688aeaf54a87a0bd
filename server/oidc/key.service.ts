import { createPrivateKey, generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import { recordAudit } from "../audit/audit.service";
import { decrypt, encrypt } from "../crypto";
import type { OidcKey } from "../generated/prisma/client";
import type { Scope } from "../scope";

/** A key signs for so long; then the next one does. */
const SIGNS_DAYS = 90;
/** A key that signs no more is published for so long: whoever kept our list of keys has read it anew. */
const PUBLISHED_DAYS = 7;
const DAY_MS = 86_400_000;

/** A private key as the library takes it. `kid` tells one from the next. */
export type PrivateJwk = JsonWebKey & { kid: string; alg: string; use: string };

const make = promisify(generateKeyPair);

async function newKey(): Promise<Uint8Array<ArrayBuffer>> {
  const { privateKey } = await make("rsa", { modulusLength: 2048 });
  return encrypt(Buffer.from(JSON.stringify(createPrivateKey({ key: privateKey.export({ format: "pem", type: "pkcs8" }), format: "pem" }).export({ format: "jwk" }))));
}

const published = (scope: Scope): Promise<OidcKey[]> => scope.db.oidcKey.findMany({ orderBy: { serial: "desc" } });
const jwkOf = ({ id, privateKey }: OidcKey): PrivateJwk => ({ ...(JSON.parse(Buffer.from(decrypt(privateKey)).toString("utf8")) as JsonWebKey), kid: id, alg: "RS256", use: "sig" });

/** The platform's keys, the one that signs first; the first is made when there is none. */
export async function signingKeys(scope: Scope): Promise<PrivateJwk[]> {
  const known = await published(scope);
  return (known.length > 0 ? known : await rotateKeys(scope)).map(jwkOf);
}

/** Ids of the published keys, by which a process sees that they are others now. */
export const keyIds = async (scope: Scope): Promise<string> => (await scope.db.oidcKey.findMany({ orderBy: { serial: "desc" }, select: { id: true } })).map(({ id }) => id).join(" ");

/** Makes the next key the one that signs. Of two made at once the first stays. Returns what is published now. */
export async function rotateKeys(scope: Scope): Promise<OidcKey[]> {
  const last = await scope.db.oidcKey.aggregate({ _max: { serial: true } });
  const serial = (last._max.serial ?? 0) + 1;
  const privateKey = await newKey();
  await scope.transaction(async (tx) => {
    const made = await tx.oidcKey.createMany({ data: [{ serial, privateKey, createdAt: new Date() }], skipDuplicates: true });
    if (made.count === 0) return;
    await tx.oidcKey.updateMany({ where: { serial: { lt: serial }, retiredAt: null }, data: { retiredAt: new Date() } });
    await recordAudit(tx, scope, "oidcKey.rotate", { kind: "oidcKey", id: String(serial) }, { after: { serial } });
  });
  return published(scope);
}

/** The next key in time, and the end of keys that nobody needs any more. Nothing where no application has ever asked. */
export async function keepKeys(scope: Scope): Promise<void> {
  const [newest] = await published(scope);
  if (!newest) return;
  const now = new Date().getTime();
  if (newest.createdAt.getTime() < now - SIGNS_DAYS * DAY_MS) await rotateKeys(scope);
  await scope.db.oidcKey.deleteMany({ where: { retiredAt: { lt: new Date(now - PUBLISHED_DAYS * DAY_MS) } } });
}
