const MOST_TAGS = 50;
const same = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.reduce((difference, byte, index) => difference | (byte ^ (b[index] ?? 0)), 0) === 0;
const digest = async (text: string) => new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));

/** The tags of a purge that whoever knows the secret asks for, or null. Digests are compared, so that time tells nothing of the secret. */
export async function isPurgeAllowed(request: Request, secret: string): Promise<string[] | null> {
  const given = (request.headers.get("authorization") ?? "").replace(/^Bearer /, "");
  if (secret.length < 32 || request.method !== "POST" || Number(request.headers.get("content-length") ?? "0") > 4096 || !same(await digest(given), await digest(secret))) return null;
  const body: unknown = await request.json().catch(() => null);
  const tags = body && typeof body === "object" && "tags" in body && Array.isArray(body.tags) ? body.tags : [];
  return tags.filter((tag): tag is string => typeof tag === "string" && /^[\w:]{1,40}$/.test(tag)).slice(0, MOST_TAGS);
}
