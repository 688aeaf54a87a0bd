import type { Metadata } from "next";
import { WithdrawForm } from "@/components/group/withdraw-form";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { api, orLeave } from "@/server/caller";
import { productClassWords } from "@/server/catalog/catalog.rules";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("收回授权") };
}

type Props = { params: Promise<{ platform: string; province: string; childId: string; authorisationId: string }> };

export default async function WithdrawPage({ params }: Props) {
  const say = await getSay();
  const { childId, authorisationId, ...place } = await params;
  const base = accountBase(place);
  const caller = await api();
  const [child, view] = await orLeave(Promise.all([caller.childAccount.byId({ childId }), caller.authorisation.withdrawal({ authorisationId })]), `${base}/login`);
  const path = `${base}/children/${childId}`;
  const target = say.named(view.specificationName) ?? (view.productClass ? say("{productClassWordsName}（整类）", { productClassWordsName: say.word(productClassWords[view.productClass].name) }) : "");
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: say("子帐号"), href: `${base}/children` }, { label: child.label, href: path }, { label: say("产品授权"), href: `${path}/authorisations` }, { label: say("收回") }]} />} title={say("收回“{target}”的授权", { target })} text={`${child.label} · ${child.accountName}`} />
      <WithdrawForm view={view} backPath={`${path}/authorisations`} />
    </>
  );
}
