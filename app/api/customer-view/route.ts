import { endOwnView, redeemView } from "@/server/access/view.service";
import { contextOf } from "@/server/context";
import { AppError } from "@/server/kernel/errors";
import { cookieNameOf, endSession, sessionToken } from "@/server/session";
import { busyAnswer } from "../busy-answer";

const secure = (origin: string) => (origin.startsWith("https") ? "; Secure" : "");
function go(location: string, cookie?: string): Response {
  const headers = new Headers({ location, "cache-control": "no-store", "referrer-policy": "no-referrer" });
  if (cookie !== undefined) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}
const overAt = "/account/viewed";

/** BO4: comes from the console with a secret that serves once, and goes on to the company's pages. Another site's link opens nothing. */
export async function GET(request: Request): Promise<Response> {
  const context = await contextOf(request.headers).catch(busyAnswer);
  if (context instanceof Response) return context;
  if (context.fetchSite !== null && context.fetchSite !== "same-site") return go(overAt);
  try {
    const { sessionId, base } = await redeemView(context, new URL(request.url).searchParams.get("secret"));
    return go(base, `${cookieNameOf("customer")}=${await sessionToken(context.face, sessionId)}; Path=/; HttpOnly; SameSite=Lax${secure(context.ownOrigin)}`);
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === "NOT_FOUND") return new Response(null, { status: 404, headers: { "cache-control": "no-store" } });
    if (thrown instanceof AppError && thrown.code === "CODE_EXPIRED") return go(overAt);
    return busyAnswer(thrown);
  }
}

/** Ends the view; a plain form post, so that it works without JavaScript. */
export async function POST(request: Request): Promise<Response> {
  const context = await contextOf(request.headers).catch(busyAnswer);
  if (context instanceof Response) return context;
  if (context.origin !== context.ownOrigin) return new Response(null, { status: 403 });
  if (!context.view) return go(overAt);
  await endOwnView(context);
  const name = await endSession(context.face, context.cookieHeader);
  return go(overAt, `${name ?? cookieNameOf("customer")}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${secure(context.ownOrigin)}`);
}
