import type { Metadata } from "next";
import { AppWhy } from "@/components/launch/app-why";
import { AppNotes } from "@/components/notices/app-notes";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Stack } from "@/components/ui/card";
import { api, orLeave, signInPath } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("打开应用") };
}

type Props = { params: Promise<{ platform: string; province: string; productId: string }> };

export default async function AppPage({ params }: Props) {
  const say = await getSay();
  const { productId, ...place } = await params;
  const base = accountBase(place);
  const caller = await api();
  const [app, notes] = await orLeave(Promise.all([caller.app.byId({ productId }), caller.appNote.ofApp({ productId })]), await signInPath(base));
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: say("我的应用"), href: `${base}/apps` }, { label: say.named(app.specificationName) }]} />} title={app.name} />
      <Stack gap="lg">
        <AppWhy app={app} base={base} />
        <AppNotes notes={notes} />
      </Stack>
    </>
  );
}
