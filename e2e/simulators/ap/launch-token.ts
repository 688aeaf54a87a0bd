import { createHmac } from "node:crypto";
import { sameText } from "../kit/signature";
import { LaunchClaims } from "./ap.schema";

const longestLifeSeconds = 300;
const header = Buffer.from(JSON.stringify({ alg: "HS256", typ: "JWT" })).toString("base64url");

export type TokenProblem = "TOKEN_INVALID" | "TOKEN_EXPIRED";

/** The launch token as the portal makes it; here so that tests can stand in for the portal. */
export function signLaunchToken(secret: string, claims: LaunchClaims): string {
  const body = `${header}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}`;
  return `${body}.${macOf(secret, body)}`;
}

/** The claims of a token that is genuine and in time, or why not. The algorithm is ours, never the one the token names. */
export function readLaunchToken(secret: string, token: string, at: Date): LaunchClaims | TokenProblem {
  const [head, payload, mac, ...rest] = token.split(".");
  if (head === undefined || payload === undefined || mac === undefined || rest.length > 0) return "TOKEN_INVALID";
  if (!sameText(mac, macOf(secret, `${head}.${payload}`))) return "TOKEN_INVALID";
  const claims = LaunchClaims.safeParse(parsed(payload));
  if (!claims.success) return "TOKEN_INVALID";
  const { iat, exp } = claims.data;
  const seconds = Math.floor(at.getTime() / 1000);
  if (exp <= iat || exp - iat > longestLifeSeconds || iat > seconds + 60) return "TOKEN_INVALID";
  return exp <= seconds ? "TOKEN_EXPIRED" : claims.data;
}

/** The service that a token names, unproven: whose secret to read it by. */
export function businessIdIn(token: string): string {
  const claims = parsed(token.split(".")[1] ?? "") as { businessId?: unknown } | null;
  return typeof claims?.businessId === "string" ? claims.businessId : "";
}

const macOf = (secret: string, text: string) => createHmac("sha256", secret).update(text).digest("base64url");

function parsed(payload: string): unknown {
  try {
    return JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as unknown;
  } catch {
    return null;
  }
}
