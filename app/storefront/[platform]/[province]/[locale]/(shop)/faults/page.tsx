import type { Metadata } from "next";
import { PageBody } from "@/components/layout/section";
import { FaultList } from "@/components/problems/fault-list";
import { ChooseProvince } from "@/components/storefront/choose-province";
import { inShop } from "@/components/storefront/href";
import { EmptyState } from "@/components/patterns/empty-state";
import { type ShopProps, addressesOf, placeOf, publicCaller } from "@/server/public-caller";

export const revalidate = 30;
export const dynamicParams = true;
export const generateStaticParams = () => [];

export async function generateMetadata({ params }: ShopProps): Promise<Metadata> {
  const place = placeOf(await params);
  return { title: inShop(place).t.faults.title, alternates: addressesOf(place, "/faults") };
}

/** TK9: what is known to be out of order in the province, and what was until lately. */
export default async function FaultsPage({ params }: ShopProps) {
  const place = placeOf(await params);
  if (!place.isChosen) return <ChooseProvince locale={place.locale} path="/faults" />;
  const { t } = inShop(place);
  const problems = await publicCaller.problems(place);
  return (
    <PageBody>
      <h1 className="mt-4 font-display text-3xl font-bold">{t.faults.title}</h1>
      <p className="mt-2 mb-8 max-w-prose text-ink-soft">{t.faults.text}</p>
      {problems.length === 0 ? <EmptyState title={t.faults.empty} text={t.faults.emptyText} /> : <FaultList problems={problems} t={t} />}
    </PageBody>
  );
}
