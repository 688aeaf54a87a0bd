import { contextOf } from "@/server/context";
import { beginOrResume } from "@/server/accounts/entry.service";
import { accountBase } from "@/server/platforms/paths";

type Props = { params: Promise<{ platform: string; province: string }> };

/** Begins an application, or takes one up again from a mail's link: a plain form post, so that it works without JavaScript. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  const place = await params;
  const base = accountBase(place);
  const context = await contextOf(request.headers);
  const isOwn = context.origin === context.ownOrigin && (context.fetchSite === null || context.fetchSite === "same-origin");
  if (!isOwn || context.face.kind !== "storefront" || !context.scope) return new Response(null, { status: 403 });
  const form = await request.formData().catch(() => null);
  const token = form?.get("token");
  const outcome = await beginOrResume(context.scope, { provinceId: place.province.toUpperCase(), token: typeof token === "string" ? token : null });
  const headers = new Headers({ location: outcome.cookie ? `${base}/register` : `${base}/register?problem=${outcome.problem}`, "cache-control": "no-store" });
  if (outcome.cookie) headers.append("set-cookie", outcome.cookie);
  return new Response(null, { status: 303, headers });
}
