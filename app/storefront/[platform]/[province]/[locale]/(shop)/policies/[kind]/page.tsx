import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageBody } from "@/components/layout/section";
import { inShop } from "@/components/storefront/href";
import { NoPolicyBody, PolicyPageBody } from "@/components/storefront/policy-page";
import { isPolicyKind } from "@/server/privacy/policy.rules";
import { type ShopProps, addressesOf, placeOf, publicCaller } from "@/server/public-caller";

export const revalidate = 30;
export const dynamicParams = true;
export const generateStaticParams = () => [];

type Props = ShopProps<{ kind: string }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { kind, ...rest } = await params;
  const place = placeOf(rest);
  return isPolicyKind(kind) ? { title: inShop(place).t.policies.names[kind], alternates: addressesOf(place, `/policies/${kind}`) } : {};
}

/** DP5: a text that everybody agrees to, as it is in force; the country's, so that no province need be chosen. */
export default async function PolicyPage({ params }: Props) {
  const { kind, ...rest } = await params;
  const place = placeOf(rest);
  if (!isPolicyKind(kind)) notFound();
  const policy = await publicCaller.policy(place, kind, null);
  const shop = inShop(place);
  return <PageBody>{policy ? <PolicyPageBody policy={policy} shop={shop} /> : <NoPolicyBody kind={kind} shop={shop} />}</PageBody>;
}
