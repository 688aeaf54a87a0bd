import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageBody } from "@/components/layout/section";
import { inShop } from "@/components/storefront/href";
import { PolicyPageBody } from "@/components/storefront/policy-page";
import { isPolicyKind } from "@/server/privacy/policy.rules";
import { type ShopProps, placeOf, publicCaller } from "@/server/public-caller";

export const revalidate = 30;
export const dynamicParams = true;
export const generateStaticParams = () => [];

type Props = ShopProps<{ kind: string; version: string }>;
const numberOf = (text: string): number | null => (/^[1-9]\d{0,4}$/.test(text) ? Number(text) : null);

/** A former or coming version is read by whoever looks for it, and found by nobody who searches for the one in force. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { kind, version, ...rest } = await params;
  const { policies } = inShop(placeOf(rest)).t;
  const number = numberOf(version);
  return isPolicyKind(kind) && number !== null ? { title: `${policies.names[kind]} · ${policies.version(number)}`, robots: { index: false } } : {};
}

/** DP5: a version of a text that everybody agrees to, in force or not. */
export default async function PolicyVersionPage({ params }: Props) {
  const { kind, version, ...rest } = await params;
  const place = placeOf(rest);
  const number = numberOf(version);
  const policy = isPolicyKind(kind) && number !== null ? await publicCaller.policy(place, kind, number) : null;
  if (!policy) notFound();
  return (
    <PageBody>
      <PolicyPageBody policy={policy} shop={inShop(place)} />
    </PageBody>
  );
}
