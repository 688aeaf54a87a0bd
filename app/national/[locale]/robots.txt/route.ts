import { locales } from "@/server/platforms/locale.rules";
import { nationalUrl } from "@/server/public-caller";
import { robotsText } from "@/server/shop/sitemap.rules";

export const dynamic = "force-static";
export const generateStaticParams = () => locales.map((locale) => ({ locale }));

export function GET(): Response {
  return new Response(robotsText(new URL("/sitemap.xml", nationalUrl()).href), { headers: { "content-type": "text/plain; charset=utf-8" } });
}
