import { AppError } from "@/server/kernel/errors";
import { busyAnswer } from "../../../../busy-answer";
import { workPlatformIds } from "@/server/platforms/province.rules";
import { callbackRefusal, takeCallback } from "@/server/provisioning/callback.service";
import { INTERFACE_VERSION } from "@/server/provisioning/interface.rules";
import { systemScope } from "@/server/scope";

/** An AP tells what became of a request it accepted. Signed; anything else learns nothing and changes nothing. */
export async function POST(request: Request, { params }: { params: Promise<{ platform: string }> }): Promise<Response> {
  const { platform } = await params;
  const body = await request.text();
  if (body.length > 262_144) return new Response(null, { status: 413 });
  const path = new URL(request.url).pathname;
  if (!workPlatformIds().includes(platform)) return Response.json({ code: "NOT_FOUND" }, { status: 404 });
  try {
    const scope = await systemScope(platform, "应用系统");
    const header = (name: string) => request.headers.get(name);
    const refusal = await callbackRefusal(scope, { method: "POST", path, timestamp: header("x-kdsw-timestamp"), signature: header("x-kdsw-signature"), version: header("x-kdsw-version"), body });
    if (refusal === "SIGNATURE_REFUSED") return Response.json({ code: refusal }, { status: 401 });
    if (refusal) return Response.json({ code: refusal, supported: [INTERFACE_VERSION] }, { status: 400 });
    await takeCallback(scope, body);
    return Response.json({ status: "taken" });
  } catch (error) {
    if (error instanceof AppError) return Response.json({ code: error.code }, { status: error.code === "NOT_FOUND" ? 404 : 400 });
    return busyAnswer(error);
  }
}
