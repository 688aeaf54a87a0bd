import { request } from "node:http";

/** Where the portal's machine interface is, and the secret of this system's client there. */
export type PortalApi = { origin: string; host: string; secret: string };
export type ApiAnswer = { status: number; body: unknown; etag?: string | undefined };

/** One call; a browser's names of this machine are no names for Node, so the host goes in the header. Rejects when nobody answers. */
function call({ origin, host }: PortalApi, method: string, path: string, headers: Record<string, string>, body = ""): Promise<ApiAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, origin), { method, headers: { host, ...headers, ...(body ? { "content-length": String(Buffer.byteLength(body)) } : {}) }, timeout: 8000 }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        try {
          resolve({ status: response.statusCode ?? 0, body: text === "" ? null : (JSON.parse(text) as unknown), etag: response.headers.etag });
        } catch {
          resolve({ status: response.statusCode ?? 0, body: null });
        }
      });
      response.on("error", reject);
    });
    asked.on("timeout", () => asked.destroy(new Error("门户没有应答")));
    asked.on("error", reject);
    asked.end(body);
  });
}

const bodyTypes = { POST: "application/json", PATCH: "application/merge-patch+json" } as const;
type Method = "GET" | "DELETE" | keyof typeof bodyTypes;

/** Calls with a token of OAuth 2.0 client credentials, one client a platform, by the system's name there; asked for anew when it has run out. */
export function createPortalApi(api: PortalApi, name: string) {
  const tokens = new Map<string, string>();

  async function tokenOf(platformId: string): Promise<string> {
    const known = tokens.get(platformId);
    if (known) return known;
    const form = new URLSearchParams({ grant_type: "client_credentials", client_id: `${platformId}.${name}`, client_secret: api.secret }).toString();
    const answer = await call(api, "POST", "/oauth2/token", { "content-type": "application/x-www-form-urlencoded" }, form);
    const token = (answer.body as { access_token?: unknown } | null)?.access_token;
    if (typeof token !== "string") throw new Error(`门户没有发给令牌（${answer.status}）`);
    tokens.set(platformId, token);
    return token;
  }

  return async (platformId: string, method: Method, path: string, body?: unknown, ifMatch?: string): Promise<ApiAnswer> => {
    const type: Record<string, string> = method === "POST" || method === "PATCH" ? { "content-type": bodyTypes[method] } : {};
    const send = async () => call(api, method, `/tmf-api${path}`, { authorization: `Bearer ${await tokenOf(platformId)}`, ...type, ...(ifMatch === undefined ? {} : { "if-match": ifMatch }) }, body === undefined ? "" : JSON.stringify(body));
    const first = await send();
    if (first.status !== 401) return first;
    tokens.delete(platformId);
    return send();
  };
}
