import { readiness } from "@/server/platforms/health.service";

export const dynamic = "force-dynamic";

/** 200 when the database answers with its migrations, 503 otherwise (SY1, promise 22). */
export async function GET(): Promise<Response> {
  const report = await readiness();
  return Response.json(report, { status: report.isReady ? 200 : 503, headers: { "cache-control": "no-store", ...(report.isReady ? {} : { "retry-after": "2" }) } });
}
