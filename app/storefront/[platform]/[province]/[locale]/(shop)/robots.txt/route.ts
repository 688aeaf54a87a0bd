import { type ShopProps, canonicalUrl, placeOf } from "@/server/public-caller";
import { robotsText } from "@/server/shop/sitemap.rules";

export const revalidate = 30;
export const dynamicParams = true;
export const generateStaticParams = () => [];

export async function GET(_: Request, { params }: ShopProps): Promise<Response> {
  return new Response(robotsText(canonicalUrl(placeOf(await params), "/sitemap.xml"), ["/account", "/*/account", "/search", "/*/search", "/api/"]), { headers: { "content-type": "text/plain; charset=utf-8" } });
}
