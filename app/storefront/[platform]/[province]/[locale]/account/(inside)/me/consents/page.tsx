import type { Metadata } from "next";
import { PageHeader } from "@/components/patterns/page-header";
import { ConsentCards, RequiredPolicies } from "@/components/privacy/consent-cards";
import { ConsentWords } from "@/components/privacy/consent-words";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Stack } from "@/components/ui/card";
import { api, orLeave } from "@/server/caller";
import { cursorOf, withQuery } from "@/server/kernel/pagination";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("同意与授权") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

/** DP5: every consent of one's own, to give and take back. */
export default async function ConsentsPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const query = await searchParams;
  const cursor = cursorOf(query);
  const caller = await api();
  const [mine, words] = await orLeave(Promise.all([caller.consent.mine({}), caller.consent.words(cursor ? { cursor } : {})]), `${base}/login`);
  const hrefOf = (next: string | null) => withQuery(`${base}/me/consents`, query, { cursor: next });
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: say("我的个人信息"), href: `${base}/me` }, { label: say("同意与授权") }]} />} title={say("同意与授权")} text={say("您同意过什么、什么时候、以什么方式；可选的用途随时给出或撤回，和给出时一样方便。")} />
      <Stack gap="lg">
        <RequiredPolicies consents={mine} base={base} />
        <ConsentCards consents={mine} base={base} />
        <ConsentWords page={words} previousHref={cursor ? hrefOf(null) : null} nextHref={words.nextCursor ? hrefOf(words.nextCursor) : null} />
      </Stack>
    </>
  );
}
