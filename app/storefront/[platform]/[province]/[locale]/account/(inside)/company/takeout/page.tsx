import type { Metadata } from "next";
import { CompanyTabs } from "@/components/accounts/company-tabs";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { AskTakeout } from "@/components/takeout/ask-takeout";
import { TakeoutTable } from "@/components/takeout/takeout-table";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("导出资料") };
}

export default async function TakeoutPage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const say = await getSay();
  const base = accountBase(await params);
  const caller = await api();
  const [me, { rows, isUnderWay, hasChildren }] = await orLeave(Promise.all([caller.account.me(), caller.dataTakeout.list({})]), `${base}/login`);
  return (
    <>
      {isUnderWay && <LiveRefresh seconds={3} />}
      <CompanyTabs base={base} role={me.role} current="takeout" waiting={me.waitingRequests} />
      <h2 className="mb-1 text-xl font-semibold">{say("导出企业全部资料")}</h2>
      <p className="mb-4 text-ink-soft">{say("订单、产品、席位、帐单和明细、付款、余额变动、发票、服务单、成员、企业用户、授权和额度，每一类一份 CSV 和一份 JSON，打成一个 ZIP。")}{hasChildren && say("子帐号的资料按本企业能看到的范围一并导出。")}{say("在后台生成，完成后通知您；文件保留 7 天，只有企业管理员能下载，每次下载都有记录。")}</p>
      <AskTakeout isUnderWay={isUnderWay} />
      <div className="mt-5">
        <TakeoutTable rows={rows} />
      </div>
    </>
  );
}
