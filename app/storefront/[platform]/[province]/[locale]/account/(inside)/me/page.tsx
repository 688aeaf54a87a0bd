import type { Metadata } from "next";
import { PageHeader } from "@/components/patterns/page-header";
import { EraseOwnData } from "@/components/privacy/erase-own-data";
import { OwnDataForm } from "@/components/privacy/own-data-form";
import { OwnFields } from "@/components/privacy/own-fields";
import { ButtonAnchor } from "@/components/ui/button";
import { Card, CardHeader, Grid, Stack } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { ButtonLink } from "@/components/ui/link";
import { roleWords } from "@/messages/zh-CN";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("我的个人信息") };
}

export default async function OwnDataPage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const say = await getSay();
  const base = accountBase(await params);
  const data = await orLeave((await api()).ownData.mine({}), `${base}/login`);
  return (
    <>
      <PageHeader title={say("我的个人信息")} text={say("平台保存了您的哪些信息、用来做什么、存多久；您可以更正、导出和要求删除。")} actions={<><ButtonLink href={`${base}/me/consents`} variant="secondary">{say("同意与授权")}</ButtonLink><ButtonAnchor href="/api/own-data" download rel="nofollow" variant="secondary">{say("导出我的信息（JSON）")}</ButtonAnchor></>} />
      <Stack gap="lg">
        <Grid columns={2}>
          <Card as="section" labelledBy="now">
            <CardHeader id="now" title={say("现在的信息")} />
            <DescriptionList items={[{ term: say("姓名"), value: data.name }, { term: say("手机"), value: data.phone || say("没有登记") }, { term: say("邮箱"), value: data.email || say("没有登记") }, ...data.memberships.map(({ companyName, accountName, role }) => ({ term: say.word(roleWords[role]), value: say("{companyName}（{accountName}）", { companyName, accountName }) }))]} />
          </Card>
          <OwnDataForm data={data} />
        </Grid>
        <section aria-labelledby="kept">
          <h2 id="kept" className="mb-3 text-lg font-semibold">{say("保存了什么")}</h2>
          <OwnFields />
        </section>
        <EraseOwnData data={data} />
      </Stack>
    </>
  );
}
