import { errors } from "oidc-provider";
import type { Adapter, AdapterPayload } from "oidc-provider";
import { sha256 } from "../crypto";
import { dbFor } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { unsealSecret } from "../factors/factor.service";
import { NATIONAL_SCOPE } from "../platforms/province.rules";

/** What the library keeps, in the platform's own table. A value that the other side holds is kept as its hash, so that the table opens nothing. */
export class Records implements Adapter {
  constructor(private readonly platformId: string, private readonly kind: string) {}

  private get table() {
    return dbFor(this.platformId).oidcRecord;
  }
  private key(id: string) {
    return { kind: this.kind, idHash: sha256(id) };
  }

  async upsert(id: string, { jti: _jti, ...payload }: AdapterPayload, expiresIn: number): Promise<void> {
    const data = { payload: JSON.parse(JSON.stringify(payload)) as Prisma.InputJsonObject, grantId: payload.grantId ?? null, uid: payload.uid ?? null, expiresAt: new Date(Date.now() + (expiresIn || 0) * 1000) };
    const known = await this.table.updateMany({ where: this.key(id), data });
    if (known.count === 0) await this.table.createMany({ data: [{ ...this.key(id), ...data }] });
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const row = await this.table.findFirst({ where: { ...this.key(id), expiresAt: { gt: new Date() } } });
    return row ? { ...(row.payload as AdapterPayload), jti: id, ...(row.consumedAt ? { consumed: Math.floor(row.consumedAt.getTime() / 1000) } : {}) } : undefined;
  }

  /** Of two who bring one code at once the later is refused here, where both would have found it unused. */
  async consume(id: string): Promise<void> {
    const taken = await this.table.updateMany({ where: { ...this.key(id), consumedAt: null }, data: { consumedAt: new Date() } });
    if (taken.count === 0) throw new errors.InvalidGrant("authorization code already consumed");
  }

  async destroy(id: string): Promise<void> {
    await this.table.deleteMany({ where: this.key(id) });
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await this.table.deleteMany({ where: { grantId } });
  }

  // Sessions are the portal's own, and nothing is typed on a device: neither is ever looked for.
  findByUid = (): Promise<undefined> => Promise.resolve(undefined);
  findByUserCode = (): Promise<undefined> => Promise.resolve(undefined);
}

const nothing = (): Promise<void> => Promise.resolve();

/** Applications are read where their partners set them, at each call; nothing is written by the library. */
export const clients: Adapter = {
  async find(clientId: string): Promise<AdapterPayload | undefined> {
    const row = await dbFor(NATIONAL_SCOPE).partnerApplication.findFirst({ where: { specificationCode: clientId, redirectUri: { not: null }, sealedClientSecret: { not: null } }, select: { redirectUri: true, sealedClientSecret: true } });
    if (!row?.redirectUri || !row.sealedClientSecret) return undefined;
    return { client_id: clientId, client_secret: unsealSecret(row.sealedClientSecret), redirect_uris: [row.redirectUri], response_types: ["code"], grant_types: ["authorization_code"], token_endpoint_auth_method: "client_secret_basic", id_token_signed_response_alg: "RS256", subject_type: "pairwise" };
  },
  upsert: nothing, destroy: nothing, consume: nothing, revokeByGrantId: nothing,
  findByUid: () => Promise.resolve(undefined), findByUserCode: () => Promise.resolve(undefined),
};
