import { z } from "zod";
import { apiScopes } from "./machine.rules";

const scopes = z.array(z.enum(apiScopes)).min(1, { error: "scopeMissing" }).max(apiScopes.length);
const provinceIds = z.array(z.string().length(2)).max(17);
const Allowed = { scopes, provinceIds };

export const CreateApiClient = z.strictObject({
  key: z.uuid(),
  name: z.string().trim().min(2, { error: "textTooShort" }).max(40, { error: "tooLong" }),
  ...Allowed,
});
export const ApiClientId = z.strictObject({ id: z.uuid() });
/** `isOldEnded`: the present secret ends at once, as when somebody else may know it. */
export const RotateApiSecret = ApiClientId.extend({ isOldEnded: z.boolean() });
export const EditApiClient = ApiClientId.extend(Allowed);
export const ListApiClients = z.strictObject({ cursor: z.uuid().optional() });
export const ListApiCalls = ApiClientId.extend({ cursor: z.uuid().optional() });

/** Shown once: the secret is kept as a hash alone. */
export const MadeSecret = z.object({ id: z.uuid(), clientId: z.string(), secret: z.string() });
const ApiClientRow = z.object({
  id: z.uuid(), clientId: z.string(), name: z.string(), scopes: z.array(z.enum(apiScopes)), provinceIds: z.array(z.string()), secretMadeAt: z.date(), oldSecretUntil: z.date().nullable(),
  suspendedAt: z.date().nullable(), createdBy: z.string(), createdAt: z.date(), lastTokenAt: z.date().nullable(),
});
export const ApiClientPage = z.object({ rows: z.array(ApiClientRow), nextCursor: z.uuid().nullable() });
export const ApiClientView = ApiClientRow;
const ApiCallRow = z.object({ id: z.uuid(), at: z.date(), method: z.string(), path: z.string(), status: z.number(), tookMs: z.number(), ip: z.string(), requestId: z.string() });
export const ApiCallPage = z.object({ client: ApiClientRow, rows: z.array(ApiCallRow), nextCursor: z.uuid().nullable() });
