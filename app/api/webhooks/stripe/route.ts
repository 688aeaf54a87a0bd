import { busyAnswer } from "../../busy-answer";
import { env } from "@/server/env";
import { takeWebhook } from "@/server/payments/inbox.service";
import { faceOf } from "@/server/platforms/host.rules";

const LIMIT_BYTES = 262_144;
const refused = () => new Response(null, { status: 400 });

/**
 * The payment provider tells us something (BI19). Signed within 300 seconds, at most 256 kB, and only where the API is at home;
 * anything else is a 400 that says nothing and leaves nothing. 200 means that it is kept; what it leads to is the worker's.
 */
export async function POST(request: Request): Promise<Response> {
  if (faceOf(request.headers.get("host") ?? "", { base: env().PORTAL_DOMAIN }).kind !== "api") return new Response(null, { status: 404 });
  if (Number(request.headers.get("content-length") ?? "0") > LIMIT_BYTES) return refused();
  const body = Buffer.from(await request.arrayBuffer());
  if (body.byteLength > LIMIT_BYTES) return refused();
  try {
    const isTaken = await takeWebhook(body, request.headers.get("stripe-signature"));
    return isTaken ? Response.json({ received: true }) : refused();
  } catch (error) {
    return busyAnswer(error);
  }
}
