import type { Metadata } from "next";
import { TransferTable } from "@/components/group/transfer-table";
import { transferStateWords } from "@/components/group/transfer-words";
import { EmptyState, NoMatch } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { ButtonLink } from "@/components/ui/link";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { api, orLeave } from "@/server/caller";
import { transferStates } from "@/server/group/transfer.schema";
import { cursorOf, withQuery, wordsOf } from "@/server/kernel/pagination";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("产品转移") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function TransfersPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const query = await searchParams;
  const state = transferStates.find((each) => each === wordsOf(query, "state"));
  const cursor = cursorOf(query);
  const page = await orLeave((await api()).productTransfer.list({ ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) }), `${base}/login`);
  const path = `${base}/products/transfers`;
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: say("我的产品"), href: `${base}/products` }, { label: say("产品转移") }]} />} title={say("产品转移")} text={say("产品在上级帐号和子帐号之间的转移：以后生效的、已完成的和没有执行的。")} />
      <Tabs label={say("按状态筛选")} tabs={[{ href: path, label: say("全部"), isCurrent: !state }, ...transferStates.map((each) => ({ href: `${path}?state=${each}`, label: say.word(transferStateWords[each].word), isCurrent: state === each }))]} />
      <div className="mt-5">
        <TransferTable
          rows={page.rows} base={base}
          whenEmpty={state ? <NoMatch title={say("没有这种状态的转移")} actions={<ButtonLink href={path} variant="secondary">{say("查看全部")}</ButtonLink>} /> : <EmptyState title={say("还没有转移过产品")} text={say("在产品页面选“转移到其他帐号”，可以把产品转给本企业的另一个帐号。")} />}
          foot={<Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />}
        />
      </div>
    </>
  );
}
