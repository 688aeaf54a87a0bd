import { contextOf } from "@/server/context";
import { AppError } from "@/server/kernel/errors";
import { openApp } from "@/server/launch/launch.service";
import { accountBase } from "@/server/platforms/paths";
import type { CustomerActor, Scope } from "@/server/scope";

type Props = { params: Promise<{ platform: string; province: string; productId: string }> };

const go = (location: string) => new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
const isId = (text: string) => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text);

/** PR5: the click. Decided and written down, then on to the application, which asks us who has come; else to the reason. A plain address, so that it works without JavaScript. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { productId, ...place } = await params;
  const base = accountBase(place);
  const context = await contextOf(request.headers);
  // A click on a page of ours, or an address that somebody typed; another site's link shows what there is instead.
  if (context.fetchSite !== null && context.fetchSite !== "same-origin" && context.fetchSite !== "none") return go(`${base}/apps`);
  const scope = context.scope;
  if (context.face.kind !== "storefront" || scope?.actor.kind !== "customer") return go(`${base}/login?to=${encodeURIComponent(`${base}/apps/${isId(productId) ? `${productId}/open` : ""}`)}`);
  if (!isId(productId)) return go(`${base}/apps`);
  const opened = await openApp(scope as Scope<CustomerActor>, { productId }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "NOT_FOUND") return "unknown" as const;
    throw error;
  });
  if (opened === "unknown") return go(`${base}/apps`);
  return go(opened?.url ?? `${base}/apps/${productId}`);
}
