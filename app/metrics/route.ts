import { env } from "@/server/env";
import { mayScrape, metricsText } from "@/server/operation/metrics.service";
import { faceOf } from "@/server/platforms/host.rules";

export const dynamic = "force-dynamic";

/** The business figures for a machine that says the configured token, only where the API is at home (SY2). */
export async function GET(request: Request): Promise<Response> {
  const isHere = env().METRICS_TOKEN !== "" && faceOf(request.headers.get("host") ?? "", { base: env().PORTAL_DOMAIN }).kind === "api";
  if (!isHere) return new Response(null, { status: 404 });
  if (!mayScrape(request.headers.get("authorization"))) return new Response(null, { status: 401, headers: { "www-authenticate": "Bearer" } });
  const { contentType, text } = await metricsText();
  return new Response(text, { headers: { "content-type": contentType, "cache-control": "no-store" } });
}
