import { findPlace, publicCaller } from "@/server/public-caller";
import { appManifest } from "@/server/platforms/app-manifest.rules";
import { provincePrefix } from "@/server/platforms/host.rules";

export const revalidate = 30;
/** Made at the first visit and kept, as the public pages are. */
export const generateStaticParams = () => [];

type Props = { params: Promise<{ platform: string; province: string; locale: string }> };

/** AX6: the province's storefront as an app that can be installed. */
export async function GET(_: Request, { params }: Props): Promise<Response> {
  const place = findPlace(await params);
  if (!place?.isChosen) return new Response(null, { status: 404 });
  const { name, theme } = await publicCaller.storefront(place);
  return Response.json(appManifest({ name, theme, prefix: provincePrefix(place.platformId, place.provinceId) }), { headers: { "content-type": "application/manifest+json; charset=utf-8" } });
}
