import NextAuth from "next-auth";
import { contextOf } from "@/server/context";
import { DEVICE_COOKIE, type SignInTrace, authOptions } from "@/server/next-auth";
import { realmOf } from "@/server/session";
import { busyAnswer } from "../../busy-answer";

type Params = { params: Promise<{ nextauth: string[] }> };

/** The two calls that our sign-in makes. NextAuth's own pages and its sign-out, which would leave the session alive, are nobody's. */
const used = ["GET csrf", "POST callback/credentials"];

/** Sign-in on this host, for this host's realm. Form posts need NextAuth's CSRF token and come from this very origin. */
async function handle(request: Request, { params }: Params): Promise<Response> {
  const context = await contextOf(request.headers).catch(busyAnswer);
  if (context instanceof Response) return context;
  if (!realmOf(context.face) || !used.includes(`${request.method} ${(await params).nextauth.join("/")}`)) return new Response(null, { status: 404 });
  if (request.method === "POST" && context.origin !== context.ownOrigin) return new Response(null, { status: 403 });
  const device: SignInTrace = { token: null, outage: null };
  const answer = (await NextAuth(request as never, { params: await params } as never, authOptions(context, device))) as Response;
  if (device.outage) return busyAnswer(device.outage);
  const response = new Response(answer.body, answer);
  if (device.token) {
    const secure = context.ownOrigin.startsWith("https") ? "; Secure" : "";
    response.headers.append("set-cookie", `${DEVICE_COOKIE}=${device.token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000${secure}`);
  }
  response.headers.set("cache-control", "no-store");
  return response;
}

export { handle as GET, handle as POST };
