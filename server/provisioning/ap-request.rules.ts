import { createHmac } from "node:crypto";

/** A call of the interface with application providers, as ap-interface.openapi.json describes it; the test holds each to that file. */
export type ApRequest = { method: "POST" | "GET"; path: string; body?: unknown };

type Order = { serviceOrderId: string; orderNumber: string };
type Product = { specificationCode: string; offeringCode: string; seats: number; facts: Record<string, string> };
export type OpenBody = Order & {
  platformId: string;
  provinceId: string;
  product: Product;
  company: { name: string; creditCode: string };
  administrator: { name: string; email: string; phone: string };
  callbackUrl: string;
};
/** A person of the company as their AP hears of them. */
export type SeatUser = { id: string; employeeNumber: string; name: string; email: string | null };
export type AssignBody = Order & { user: SeatUser };
export type WithdrawBody = Order & { userId: string };
/** `isReset`: the same person, whose way in is made anew. */
export type AdministratorBody = Order & { administrator: { userId: string; name: string; email: string; phone: string | null }; isReset: boolean };
export type SuspendCauseName = "customer" | "arrears" | "operator" | "apFault" | "authority" | "cap";
export type CancelReason = "customer" | "arrears" | "operator" | "partnerExit" | "lateActivation";

const on = (businessId: string, verb = "") => `/v1/services/${encodeURIComponent(businessId)}${verb}`;
const post = (path: string, body: unknown): ApRequest => ({ method: "POST", path, body });
const get = (path: string): ApRequest => ({ method: "GET", path });

export const apRequest = {
  // What was sent first is kept and sent again to the letter, so that the body may come from the line.
  open: (body: OpenBody | object) => post("/v1/services", body),
  result: (key: string) => get(`/v1/requests/${encodeURIComponent(key)}`),
  read: (businessId: string) => get(on(businessId)),
  change: (businessId: string, order: Order & { seats: number; offeringCode: string; facts: Record<string, string> }) => post(on(businessId, "/change"), order),
  seats: (businessId: string, order: Order & { seats: number }) => post(on(businessId, "/seats"), order),
  // Kept by the line from its beginning: the same key carries the same words.
  assignSeat: (businessId: string, body: AssignBody | object) => post(on(businessId, "/seat-users/assign"), body),
  withdrawSeat: (businessId: string, body: WithdrawBody | object) => post(on(businessId, "/seat-users/withdraw"), body),
  administrator: (businessId: string, body: AdministratorBody | object) => post(on(businessId, "/administrator"), body),
  seatUsers: (businessId: string, after: string, limit: number) => get(on(businessId, `/seat-users?after=${encodeURIComponent(after)}&limit=${limit}`)),
  suspend: (businessId: string, order: Order & { cause: SuspendCauseName }) => post(on(businessId, "/suspend"), order),
  resume: (businessId: string, order: Order) => post(on(businessId, "/resume"), order),
  cancel: (businessId: string, order: Order & { reason: CancelReason; exportUntil: string | null }) => post(on(businessId, "/cancel"), order),
  erase: (businessId: string, order: Order) => post(on(businessId, "/erase"), order),
  usage: (businessId: string, period: string) => get(on(businessId, `/usage?period=${period}`)),
  usageRecords: (businessId: string, after: bigint, limit: number) => get(on(businessId, `/usage-records?after=${after}&limit=${limit}`)),
  heartbeat: () => get("/v1/heartbeat"),
  launch: (token: string) => post("/v1/launch", { token }),
} as const;

export type LaunchClaims = { jti: string; businessId: string; sub: string; name: string; role: "administrator" | "user"; iat: number; exp: number };

/** The token that lets a person into an application: a JWT signed with HS256, good for one exchange. */
export function launchToken(secret: string, claims: LaunchClaims): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const body = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
  return `${body}.${createHmac("sha256", secret).update(body).digest("base64url")}`;
}
