import { contextOf } from "@/server/context";
import { busyAnswer } from "../busy-answer";
import { endSession } from "@/server/session";

/** Ends this sign-in and goes to the sign-in page; a plain form post, so that it works without JavaScript. */
export async function POST(request: Request): Promise<Response> {
  const context = await contextOf(request.headers).catch(busyAnswer);
  if (context instanceof Response) return context;
  if (context.origin !== context.ownOrigin) return new Response(null, { status: 403 });
  const name = await endSession(context.face, context.cookieHeader);
  const headers = new Headers({ location: context.face.kind === "ops" || context.face.kind === "partner" ? "/login" : "/account/login", "clear-site-data": '"cache"', "cache-control": "no-store" });
  if (name) headers.append("set-cookie", `${name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${name.startsWith("__Host-") ? "; Secure" : ""}`);
  return new Response(null, { status: 303, headers });
}
