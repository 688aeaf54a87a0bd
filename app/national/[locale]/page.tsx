import { Hero } from "@/components/national/hero";
import { How, Industries, Partners, Products, Promises, Who } from "@/components/national/home-sections";
import { shopWords } from "@/messages/shop";
import { NationalNews } from "@/components/national/national-news";
import { type NationalProps, localeIn, publicCaller } from "@/server/public-caller";
import { partnerDeskUrl } from "@/server/platforms/host.rules";
import { portalOrigin } from "@/server/portal-origin";

export const revalidate = 30;
export const dynamicParams = true;
/** Made at the first visit: a build has no database. */
export const generateStaticParams = () => [];

export default async function NationalHome({ params }: NationalProps) {
  const locale = localeIn(await params);
  const [news, providers] = await Promise.all([publicCaller.nationalNews(locale), publicCaller.providers(locale)]);
  const { national: t } = shopWords(locale);
  return (
    <>
      <Hero origin={portalOrigin()} locale={locale} />
      <NationalNews items={news} locale={locale} />
      <Who t={t} />
      <How t={t} />
      <Products t={t} />
      <Industries t={t} />
      <Partners t={t} providers={providers} deskHref={partnerDeskUrl(portalOrigin())} />
      <Promises t={t} />
    </>
  );
}
