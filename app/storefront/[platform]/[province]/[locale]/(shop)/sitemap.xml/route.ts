import { type ShopProps, placeOf, sitemapOf } from "@/server/public-caller";

export const revalidate = 30;
export const dynamicParams = true;
export const generateStaticParams = () => [];

/** PN10: every public page of the province, in each language; of the shared host the maps of its provinces. */
export async function GET(_: Request, { params }: ShopProps): Promise<Response> {
  return new Response(await sitemapOf(placeOf(await params)), { headers: { "content-type": "application/xml; charset=utf-8" } });
}
