import { AppError } from "@/server/kernel/errors";
import { busyAnswer } from "../../../../busy-answer";
import { platformIds } from "@/server/platforms/province.rules";
import { isSignedByAp, takeCallback } from "@/server/provisioning/callback.service";
import { systemScope } from "@/server/scope";

/** An AP tells what became of a request it accepted. Signed; anything else learns nothing and changes nothing. */
export async function POST(request: Request, { params }: { params: Promise<{ platform: string }> }): Promise<Response> {
  const { platform } = await params;
  const body = await request.text();
  if (body.length > 262_144) return new Response(null, { status: 413 });
  const path = new URL(request.url).pathname;
  const signed = isSignedByAp({ method: "POST", path, timestamp: request.headers.get("x-kdsw-timestamp"), signature: request.headers.get("x-kdsw-signature"), body });
  if (!signed) return Response.json({ code: "SIGNATURE_REFUSED" }, { status: 401 });
  if (!platformIds().includes(platform)) return Response.json({ code: "NOT_FOUND" }, { status: 404 });
  try {
    await takeCallback(await systemScope(platform, "应用系统"), body);
    return Response.json({ status: "taken" });
  } catch (error) {
    if (error instanceof AppError) return Response.json({ code: error.code }, { status: error.code === "NOT_FOUND" ? 404 : 400 });
    return busyAnswer(error);
  }
}
