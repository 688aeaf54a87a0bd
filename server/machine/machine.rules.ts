/** The TM Forum Open APIs that are served, each with its path under /tmf-api and its number. */
export const machineApis = [
  { number: "620", path: "productCatalogManagement", name: "产品目录" },
  { number: "621", path: "troubleTicket", name: "故障单" },
  { number: "622", path: "productOrderingManagement", name: "产品订单" },
  { number: "629", path: "customerManagement", name: "客户" },
  { number: "632", path: "party", name: "企业与联系人" },
  { number: "637", path: "productInventory", name: "在用产品" },
  { number: "641", path: "serviceOrdering", name: "开通单" },
  { number: "654", path: "prepayBalanceManagement", name: "预付费余额" },
  { number: "666", path: "accountManagement", name: "帐户" },
  { number: "676", path: "payment", name: "付款与退款" },
  { number: "678", path: "customerBillManagement", name: "帐单" },
] as const;
export type ApiNumber = (typeof machineApis)[number]["number"];

const verbs = ["read", "write"] as const;
export type ApiVerb = (typeof verbs)[number];
export type ApiScope = `tmf${ApiNumber}:${ApiVerb}`;

/** Everything that a client may be allowed to do, as OAuth names it. */
export const apiScopes = machineApis.flatMap(({ number }) => verbs.map((verb) => `tmf${number}:${verb}` as const)) as [ApiScope, ...ApiScope[]];

/** True when the scopes allow an API; whoever may write may read. */
export function mayCall(scopes: readonly string[], number: ApiNumber, verb: ApiVerb): boolean {
  return scopes.includes(`tmf${number}:write`) || (verb === "read" && scopes.includes(`tmf${number}:read`));
}

/** The platform that a client's id names, or null for text that is none. */
export function platformOfClientId(clientId: string): string | null {
  return /^([A-Z]{2})\.[a-z0-9-]{2,40}$/.exec(clientId)?.[1] ?? null;
}

/** How long an old secret counts beside a new one. */
export const OVERLAP_DAYS = 7;
/** How long a token lives, in seconds. */
export const TOKEN_SECONDS = 900;

/** Why a token was not given, in the words of RFC 6749, section 5.2. */
export class OAuthError extends Error {
  constructor(
    readonly code: "invalid_request" | "invalid_client" | "unsupported_grant_type" | "invalid_scope",
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(code);
    this.name = "OAuthError";
  }
}

export type TokenRequest = { clientId: string; secret: string; scopes: string[] | null };

const decoded = (text: string) => {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw new OAuthError("invalid_request");
  }
};

/** Client id and secret of a Basic header (RFC 6749, 2.3.1: each form-encoded), or null for no such header. */
function basicOf(header: string | null): { clientId: string; secret: string } | null {
  const [word = "", body = ""] = (header ?? "").split(" ", 2);
  if (word.toLowerCase() !== "basic") return null;
  const text = Buffer.from(body, "base64").toString("utf8");
  const colon = text.indexOf(":");
  if (colon < 0) throw new OAuthError("invalid_client");
  return { clientId: decoded(text.slice(0, colon)), secret: decoded(text.slice(colon + 1)) };
}

/**
 * What a token request says (RFC 6749, 4.4.2): the client's id and secret either as Basic or in the form, never both, and each
 * parameter once. Throws OAuthError.
 */
export function tokenRequestOf(authorization: string | null, body: string): TokenRequest {
  const form = new URLSearchParams(body);
  for (const name of new Set(form.keys())) if (form.getAll(name).length > 1) throw new OAuthError("invalid_request");
  const basic = basicOf(authorization);
  if (basic && form.has("client_secret")) throw new OAuthError("invalid_request");
  const grant = form.get("grant_type");
  if (!grant) throw new OAuthError("invalid_request");
  if (grant !== "client_credentials") throw new OAuthError("unsupported_grant_type");
  const clientId = basic?.clientId ?? form.get("client_id") ?? "";
  const secret = basic?.secret ?? form.get("client_secret") ?? "";
  if (clientId === "" || secret === "") throw new OAuthError("invalid_client");
  const scope = form.get("scope")?.trim();
  return { clientId, secret, scopes: scope ? scope.split(" ").filter(Boolean) : null };
}

/** The scopes that a token gets: those asked for, if the client has them all, else all that it has. Throws OAuthError. */
export function grantedScopes(asked: readonly string[] | null, allowed: readonly string[]): string[] {
  if (!asked) return [...allowed];
  if (asked.length === 0 || asked.some((scope) => !allowed.includes(scope))) throw new OAuthError("invalid_scope");
  return [...new Set(asked)];
}
