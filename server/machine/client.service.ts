import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { randomToken, sha256 } from "../crypto";
import type { ApiClient } from "../generated/prisma/client";
import { AppError, fieldError } from "../kernel/errors";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import { provincesOf } from "../platforms/province.rules";
import type { Scope, StaffActor } from "../scope";
import type { ApiCallPage, ApiClientPage, ApiClientView, CreateApiClient, EditApiClient, ListApiCalls, MadeSecret, RotateApiSecret } from "./client.schema";
import { type ApiScope, OVERLAP_DAYS, apiScopes } from "./machine.rules";

const PAGE = 25;

function rowOf({ id, clientId, name, scopes, provinceIds, secretMadeAt, oldSecretUntil, suspendedAt, createdBy, createdAt, lastTokenAt }: ApiClient): z.output<typeof ApiClientView> {
  // A scope that was given once and is served no more counts for nothing.
  const known = scopes.filter((scope): scope is ApiScope => (apiScopes as readonly string[]).includes(scope));
  return { id, clientId, name, scopes: known, provinceIds, secretMadeAt, oldSecretUntil: oldSecretUntil && oldSecretUntil > new Date() ? oldSecretUntil : null, suspendedAt, createdBy, createdAt, lastTokenAt };
}

/** The platform's clients, newest first. */
export async function listApiClients(scope: Scope<StaffActor>, { cursor }: { cursor?: string | undefined }): Promise<z.output<typeof ApiClientPage>> {
  const rows = await scope.db.apiClient.findMany({ orderBy: [{ createdAt: "desc" }, { id: "desc" }], ...pageAfter(scope, PAGE, cursor) });
  const { page, nextCursor } = pageOf(rows, PAGE);
  return { rows: page.map(rowOf), nextCursor };
}

/** A client with what it called, newest first. Throws NOT_FOUND. */
export async function listApiCalls(scope: Scope<StaffActor>, { id, cursor }: z.output<typeof ListApiCalls>): Promise<z.output<typeof ApiCallPage>> {
  const client = await scope.db.apiClient.findFirst({ where: { id } });
  if (!client) throw new AppError("NOT_FOUND");
  const rows = await scope.db.apiCall.findMany({ where: { clientId: id }, orderBy: { id: "desc" }, ...pageAfter(scope, PAGE, cursor), omit: { platformId: true, clientId: true } });
  const { page, nextCursor } = pageOf(rows, PAGE);
  return { client: rowOf(client), rows: page, nextCursor };
}

function allowedProvinces(scope: Scope<StaffActor>, provinceIds: readonly string[]): string[] {
  const known = provincesOf(scope.platformId).map(({ id }) => id);
  const duty = scope.actor.provinces;
  // Whoever works for some provinces hands out those and no others.
  const isWithin = provinceIds.length === 0 ? duty.length === 0 : provinceIds.every((id) => known.includes(id) && (duty.length === 0 || duty.includes(id)));
  if (!isWithin) throw fieldError("provinceIds", "provinceWrong");
  return [...provinceIds];
}

/** IN6: a new client of this platform with a secret of its own, which is shown once; a repeat under the same key cannot show it again. */
export async function createApiClient(scope: Scope<StaffActor>, input: z.output<typeof CreateApiClient>): Promise<z.output<typeof MadeSecret>> {
  const secret = randomToken();
  const provinceIds = allowedProvinces(scope, input.provinceIds);
  let isFirst = false;
  const made = await once(scope, { operation: "apiClient.create", key: input.key, input }, async (tx) => {
    isFirst = true;
    const clientId = `${scope.platformId}.${randomBytes(8).toString("hex")}`;
    const row = await tx.apiClient.create({ data: { clientId, name: input.name, secretHash: sha256(secret), secretMadeAt: new Date(), scopes: input.scopes, provinceIds, createdBy: scope.actor.name, createdAt: scope.now() } });
    await recordAudit(tx, scope, "apiClient.create", { kind: "apiClient", id: row.id }, { after: { clientId, name: input.name, scopes: input.scopes, provinceIds } });
    return { id: row.id, clientId };
  });
  if (!isFirst) throw fieldError("name", "secretShownBefore");
  return { ...made, secret };
}

/** IN6: what a client may do, from its next call on. */
export async function editApiClient(scope: Scope<StaffActor>, { id, scopes, provinceIds: wanted }: z.output<typeof EditApiClient>): Promise<void> {
  const provinceIds = allowedProvinces(scope, wanted);
  await scope.transaction(async (tx) => {
    const before = await tx.apiClient.findFirst({ where: { id } });
    if (!before) throw new AppError("NOT_FOUND");
    await tx.apiClient.updateMany({ where: { id }, data: { scopes, provinceIds } });
    await recordAudit(tx, scope, "apiClient.edit", { kind: "apiClient", id }, { before: { scopes: before.scopes, provinceIds: before.provinceIds }, after: { scopes, provinceIds } });
  });
}

/** IN6: a new secret beside the present one, which counts for seven days more or ends now; the one before that ends in any case. */
export async function rotateApiSecret(scope: Scope<StaffActor>, { id, isOldEnded }: z.output<typeof RotateApiSecret>): Promise<z.output<typeof MadeSecret>> {
  const secret = randomToken();
  return scope.transaction(async (tx) => {
    const row = await tx.apiClient.findFirst({ where: { id } });
    if (!row) throw new AppError("NOT_FOUND");
    const until = isOldEnded ? null : new Date(Date.now() + OVERLAP_DAYS * 86_400_000);
    // Guarded by the secret that was read: of two rotations at once one would hand out a secret that never counted.
    const changed = await tx.apiClient.updateMany({ where: { id, secretHash: row.secretHash }, data: { secretHash: sha256(secret), secretMadeAt: new Date(), oldSecretHash: isOldEnded ? null : row.secretHash, oldSecretUntil: until } });
    if (changed.count === 0) throw new AppError("CHANGED_MEANWHILE");
    await recordAudit(tx, scope, "apiClient.rotate", { kind: "apiClient", id }, { after: { oldSecretUntil: until } });
    return { id, clientId: row.clientId, secret };
  });
}

/** IN6: stops a client at once, tokens that it holds included, or lets it go on. */
export async function setApiClientSuspended(scope: Scope<StaffActor>, { id }: { id: string }, isSuspended: boolean): Promise<void> {
  await scope.transaction(async (tx) => {
    const changed = await tx.apiClient.updateMany({ where: { id, suspendedAt: isSuspended ? null : { not: null } }, data: { suspendedAt: isSuspended ? scope.now() : null } });
    if (changed.count === 0) throw new AppError("NOT_FOUND");
    await recordAudit(tx, scope, isSuspended ? "apiClient.suspend" : "apiClient.resume", { kind: "apiClient", id });
  });
}
