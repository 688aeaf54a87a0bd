import type { IncomingMessage } from "node:http";
import { headerOf } from "../../../kit/http";
import { sameText } from "../../../kit/signature";
import { invalid, type StripeFailure } from "./errors";

const absent =
  "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.";

/** Why a caller may not be believed, or null; a key is never repeated in full. */
export function authProblem(request: IncomingMessage, secretKey: string): StripeFailure | null {
  const key = keyOf(headerOf(request, "authorization") ?? "");
  if (key === "") return invalid(absent, { status: 401 });
  if (sameText(key, secretKey)) return null;
  const hidden = key.length > 12 ? `${key.slice(0, 8)}${"*".repeat(Math.min(24, key.length - 12))}${key.slice(-4)}` : "*".repeat(key.length);
  return invalid(`Invalid API Key provided: ${hidden}`, { status: 401 });
}

function keyOf(header: string): string {
  const [scheme = "", value = ""] = header.split(" ");
  if (scheme.toLowerCase() === "bearer") return value.trim();
  if (scheme.toLowerCase() !== "basic") return "";
  return Buffer.from(value, "base64").toString("utf8").split(":")[0] ?? "";
}
