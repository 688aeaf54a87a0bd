import type { Metadata } from "next";
import { PageBody } from "@/components/layout/section";
import { NewsPageBody } from "@/components/storefront/news-page";
import { shopWords } from "@/messages/shop";
import { type NationalProps, localeIn, publicCaller } from "@/server/public-caller";

export const revalidate = 30;
export const dynamicParams = true;
/** Made at the first visit: a build has no database. */
export const generateStaticParams = () => [];

export async function generateMetadata({ params }: NationalProps): Promise<Metadata> {
  return { title: shopWords(localeIn(await params)).news.title };
}

export default async function NationalNewsPage({ params }: NationalProps) {
  const locale = localeIn(await params);
  return (
    <PageBody>
      <NewsPageBody items={await publicCaller.nationalNews(locale)} t={shopWords(locale)} />
    </PageBody>
  );
}
