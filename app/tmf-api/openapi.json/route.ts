import { env } from "@/server/env";
import { faceOf } from "@/server/platforms/host.rules";
import { openApi } from "@/server/tmf/openapi";

export const dynamic = "force-dynamic";

/** IN6: what the machine interface serves, for whoever builds a client; it holds nobody's data. */
export function GET(request: Request): Response {
  if (faceOf(request.headers.get("host") ?? "", { base: env().PORTAL_DOMAIN }).kind !== "api") return new Response(null, { status: 404 });
  return Response.json(openApi());
}
