import { z } from "zod";

const scopeId = z.string().regex(/^[A-Z]{2}$/);
const seats = z.number().int().min(1).max(100_000);
const facts = z.record(z.string().min(1).max(64), z.string().max(500));
const code = z.string().regex(/^[A-Z][A-Z0-9-]{0,39}$/);
const name = z.string().min(1).max(200);
const order = { serviceOrderId: z.uuid(), orderNumber: z.string().min(1).max(64) };

/** Calls go out from this machine, so a stand-in may only be told to call this machine. */
const loopbackUrl = z
  .url()
  .max(500)
  .refine((text) => isLoopback(text), { error: "callbackUrl must be http on a loopback or *.localhost name" });

export const OpenService = z.strictObject({
  ...order,
  platformId: scopeId,
  provinceId: scopeId,
  product: z.strictObject({ specificationCode: code, offeringCode: code, seats, facts }),
  company: z.strictObject({ name, creditCode: z.string().min(1).max(32) }),
  administrator: z.strictObject({ name, email: z.email(), phone: z.string().min(5).max(32) }),
  callbackUrl: loopbackUrl,
});

export const ChangeService = z.strictObject({ ...order, offeringCode: code, seats, facts });
export const ChangeSeats = z.strictObject({ ...order, seats });

const suspendCauses = ["customer", "arrears", "operator", "apFault", "authority", "cap"] as const;
export const SuspendService = z.strictObject({ ...order, cause: z.enum(suspendCauses) });
export const ResumeService = z.strictObject({ ...order });

const cancelReasons = ["customer", "arrears", "operator", "partnerExit", "lateActivation"] as const;
export const CancelService = z.strictObject({ ...order, reason: z.enum(cancelReasons), exportUntil: z.iso.date().nullable() });

export const SetAdministrator = z.strictObject({ ...order, administrator: z.strictObject({ userId: z.string().min(1).max(64), name: z.string().min(1).max(100), email: z.email(), phone: z.string().max(32).nullable() }), isReset: z.boolean() });

export const EraseService = z.strictObject({ ...order });

export const Launch = z.strictObject({ token: z.string().min(1).max(4_096) });
export const UsageQuery = z.strictObject({ period: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) });
export const UsageRecordsQuery = z.strictObject({ after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0), limit: z.coerce.number().int().min(1).max(500).default(200) });
export const NoQuery = z.strictObject({});

export const serviceStates = ["active", "suspended", "cancelled"] as const;
export type ServiceState = (typeof serviceStates)[number];

/** A company's service as the provider holds it. */
export const Service = z.object({
  businessId: z.string(),
  serviceOrderId: z.uuid(),
  status: z.enum(serviceStates),
  platformId: z.string(),
  provinceId: z.string(),
  specificationCode: z.string(),
  offeringCode: z.string(),
  seats: z.number(),
  facts: z.record(z.string(), z.string()),
  companyName: z.string(),
  suspendCause: z.enum(suspendCauses).nullable(),
  openedAt: z.string(),
  suspendedAt: z.string().nullable(),
  cancelledAt: z.string().nullable(),
  exportUntil: z.string().nullable(),
  /** When the company's data was deleted for good, and the provider's own proof of it. */
  erasedAt: z.string().nullable().default(null),
  erasureProof: z.string().nullable().default(null),
  applicationAccount: z.object({ name: z.string(), administratorName: z.string(), signInUrl: z.string() }),
  /** How often the administrator's way in was made anew. */
  administratorResets: z.number().default(0),
});
export type Service = z.output<typeof Service>;

/** Claims of a launch token (a JWT, HS256). `jti` is spent by the first exchange. */
export const LaunchClaims = z.object({
  jti: z.string().min(8).max(100),
  businessId: z.string(),
  sub: z.string().min(1).max(100),
  name: z.string().min(1).max(100),
  role: z.enum(["administrator", "user"]),
  iat: z.number().int(),
  exp: z.number().int(),
});
export type LaunchClaims = z.output<typeof LaunchClaims>;

export const Session = z.object({
  id: z.string(),
  jti: z.string(),
  businessId: z.string(),
  userName: z.string(),
  role: z.enum(["administrator", "user"]),
  expiresAt: z.string(),
});
export type Session = z.output<typeof Session>;

function isLoopback(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  const isHere = hostname === "localhost" || hostname.endsWith(".localhost") || /^127(\.\d{1,3}){3}$/.test(hostname);
  return protocol === "http:" && isHere;
}
