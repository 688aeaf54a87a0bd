import type { Metadata } from "next";
import { PageBody } from "@/components/layout/section";
import { ChooseProvince } from "@/components/storefront/choose-province";
import { ComparePlans, type Ways } from "@/components/storefront/compare-plans";
import { inShop } from "@/components/storefront/href";
import { PriceNote } from "@/components/storefront/price-words";
import { type ShopProps, addressesOf, placeOf, publicCaller } from "@/server/public-caller";

export const revalidate = 30;
export const dynamicParams = true;
export const generateStaticParams = () => [];

export async function generateMetadata({ params }: ShopProps): Promise<Metadata> {
  const place = placeOf(await params);
  return { title: inShop(place).t.compare.title, robots: { index: false }, alternates: addressesOf(place, "/compare") };
}

/** SC14. Static for every choice: the plans come with the page, and the choice in the address is read in the browser. */
export default async function ComparePage({ params }: ShopProps) {
  const place = placeOf(await params);
  if (!place.isChosen) return <ChooseProvince locale={place.locale} path="/compare" />;
  const { hrefIn, t, locale } = inShop(place);
  const [plans, today, offer] = await Promise.all([publicCaller.plans(place), publicCaller.today(place), publicCaller.online(place)]);
  const wayOf = (kind: keyof Ways) => {
    const row = offer.rows.find(({ operation, productKind }) => operation === "order" && productKind === kind);
    return row ? t.online.decision[row.verdict.decision] : "—";
  };
  return (
    <PageBody>
      <h1 className="mt-4 font-display text-3xl font-bold">{t.compare.title}</h1>
      <p className="mt-2 mb-8 max-w-prose text-ink-soft">{t.compare.text}</p>
      <noscript>
        <p className="mb-6 text-ink-soft">{t.compare.noScript}</p>
      </noscript>
      <ComparePlans plans={plans} today={today} locale={locale} ways={{ line: wayOf("line"), application: wayOf("application") }} productsHref={hrefIn("/products")} solutionsHref={hrefIn("/solutions")} orderHref={hrefIn("/account/orders/new")} />
      <div className="mt-4">
        <PriceNote t={t} />
      </div>
    </PageBody>
  );
}
