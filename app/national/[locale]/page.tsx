import { Hero } from "@/components/national/hero";
import { How, Industries, Products, Promises, Who } from "@/components/national/home-sections";
import { shopWords } from "@/messages/shop";
import { type NationalProps, localeIn } from "@/server/public-caller";
import { portalOrigin } from "@/server/portal-origin";

export const revalidate = 30;

export default async function NationalHome({ params }: NationalProps) {
  const locale = localeIn(await params);
  const { national: t } = shopWords(locale);
  return (
    <>
      <Hero origin={portalOrigin()} locale={locale} />
      <Who t={t} />
      <How t={t} />
      <Products t={t} />
      <Industries t={t} />
      <Promises t={t} />
    </>
  );
}
