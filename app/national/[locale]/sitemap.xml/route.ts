import { locales } from "@/server/platforms/locale.rules";
import { nationalAddresses } from "@/server/public-caller";
import { sitemapXml } from "@/server/shop/sitemap.rules";

export const dynamic = "force-static";
export const generateStaticParams = () => locales.map((locale) => ({ locale }));

export function GET(): Response {
  const { canonical, languages } = nationalAddresses("zh-CN");
  return new Response(sitemapXml([{ url: canonical, languages }]), { headers: { "content-type": "application/xml; charset=utf-8" } });
}
