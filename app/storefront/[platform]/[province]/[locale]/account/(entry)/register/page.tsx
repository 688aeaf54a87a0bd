import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { OpeningIntro } from "@/components/accounts/opening-intro";
import { OpeningStatus } from "@/components/accounts/opening-status";
import { OpeningWizard, stepFor } from "@/components/accounts/opening-wizard";
import { ProvinceChoice } from "@/components/accounts/province-choice";
import { api } from "@/server/caller";
import { wordsOf } from "@/server/kernel/pagination";
import { accountBase } from "@/server/platforms/paths";
import { provinceById } from "@/server/platforms/province.rules";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("开户") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function RegisterPage({ params, searchParams }: Props) {
  const place = await params;
  const base = accountBase(place);
  const query = await searchParams;
  const opening = await (await api()).opening.mine();
  // One application a browser and platform: on the shared platform it may belong to another of its provinces.
  if (opening && opening.provinceId !== place.province.toUpperCase()) redirect(`${accountBase({ ...place, province: opening.provinceId })}/register`);
  const province = provinceById(place.province);
  if (!opening) return province ? <OpeningIntro base={base} provinceName={province.name} problem={wordsOf(query, "problem")} /> : <ProvinceChoice platformId={place.platform.toUpperCase()} />;
  const isOpenToApplicant = opening.state === "draft" || opening.state === "returned";
  if (!isOpenToApplicant) return <OpeningStatus base={base} opening={opening} />;
  return <OpeningWizard base={base} opening={opening} step={stepFor(opening, wordsOf(query, "step"))} />;
}
