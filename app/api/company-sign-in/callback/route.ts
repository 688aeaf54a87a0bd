import { contextOf } from "@/server/context";
import { comeBack, pageOfErrand } from "@/server/federation/door.service";
import { cookieNameOf, cookieValue, realmRules, sessionToken } from "@/server/session";
import { busyAnswer } from "../../busy-answer";
import { ERRAND_COOKIE, errandCookie, goTo, refusedTo } from "../answer";

/** AI13: back from a company's issuer. The errand is over whatever came of it. */
export async function GET(request: Request): Promise<Response> {
  const context = await contextOf(request.headers).catch(busyAnswer);
  if (context instanceof Response) return context;
  const over = errandCookie(context, "");
  const sealed = cookieValue(context.cookieHeader, ERRAND_COOKIE);
  try {
    const { to, sessionId } = await comeBack(context, { search: new URL(request.url).search, sealed });
    if (sessionId === null) return goTo(to, [over]);
    const secure = context.ownOrigin.startsWith("https") ? "; Secure" : "";
    const session = `${cookieNameOf("customer")}=${await sessionToken(context.face, sessionId)}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${realmRules.customer.absoluteHours * 3600}${secure}`;
    return goTo(to, [session, over]);
  } catch (thrown) {
    return refusedTo(thrown, pageOfErrand(sealed), [over]);
  }
}
