import { busyAnswer } from "../../api/busy-answer";
import { contextOf } from "@/server/context";
import { OAuthError, tokenRequestOf } from "@/server/machine/machine.rules";
import { giveToken } from "@/server/machine/token.service";

const LIMIT_BYTES = 8192;
const still = { "cache-control": "no-store", pragma: "no-cache" };

function refused({ code, retryAfterSeconds }: OAuthError): Response {
  const status = retryAfterSeconds !== null ? 429 : code === "invalid_client" ? 401 : 400;
  return Response.json({ error: code }, { status, headers: { ...still, ...(status === 401 ? { "www-authenticate": 'Basic realm="tmf-api"' } : {}), ...(retryAfterSeconds !== null ? { "retry-after": String(retryAfterSeconds) } : {}) } });
}

async function bodyOf(request: Request): Promise<string> {
  const isForm = (request.headers.get("content-type") ?? "").toLowerCase().startsWith("application/x-www-form-urlencoded");
  const body = isForm ? await request.text() : "";
  if (!isForm || body.length > LIMIT_BYTES) throw new OAuthError("invalid_request");
  return body;
}

/** A token for a machine client by OAuth 2.0 client credentials (RFC 6749, 4.4), only where the API is at home. The platform is the client's. */
export async function POST(request: Request): Promise<Response> {
  try {
    const { face, ip } = await contextOf(request.headers);
    if (face.kind !== "api") return new Response(null, { status: 404 });
    const { token, expiresInSeconds, scopes } = await giveToken(tokenRequestOf(request.headers.get("authorization"), await bodyOf(request)), ip);
    return Response.json({ access_token: token, token_type: "Bearer", expires_in: expiresInSeconds, scope: scopes.join(" ") }, { headers: still });
  } catch (error) {
    return error instanceof OAuthError ? refused(error) : busyAnswer(error);
  }
}
