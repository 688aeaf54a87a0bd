import type { z } from "zod";
import type { ProductView } from "@/server/inventory/product.schema";
import type { BalanceView } from "@/server/ledger/ledger.schema";
import type { OrderRow } from "@/server/ordering/order.schema";
import { useSay } from "#say";
import { shopBase } from "@/server/platforms/paths";
import { Money } from "../patterns/money";
import { PageHeader } from "../patterns/page-header";
import { Stat } from "../patterns/stat";
import { Badge } from "../ui/badge";
import { ButtonAnchor } from "../ui/button";
import { Card, CardHeader, Grid, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { TextLink } from "../ui/link";
import type { AppPage } from "@/server/launch/launch.schema";
import { HomeApps } from "../launch/home-apps";
import { OrderTable } from "../ordering/order-table";
import type { Notice } from "./home-notices";

type Order = z.output<typeof OrderRow>;
type Me = { companyName: string; accountName: string; payType: "prepaid" | "postpaid"; managerName: string; managerPhone: string; managerHours: string };
type Props = { base: string; me: Me; notices: readonly Notice[]; orders: Order[]; products: z.output<typeof ProductView>[]; balance: BalanceView | null; apps: AppPage };

const kinds = { broke: { word: "异常", tone: "danger" }, planned: { word: "维护", tone: "accent" }, due: { word: "待付", tone: "warning" }, mine: { word: "待办", tone: "accent" }, expires: { word: "将到期", tone: "warning" } } as const;

/** AI20: what waits for me, what is going on, what I have, with one link each. */
export function AccountHome({ base, me, notices, orders, products, balance, apps }: Props) {
  const say = useSay();
  const shop = `${shopBase(base, say.locale)}/products`;
  const opening = products.filter((product) => product.state === "pendingActive");
  const running = products.filter((product) => product.state === "active");
  return (
    <>
      <PageHeader title={me.companyName} text={say("企业帐号 {accountName}", { accountName: me.accountName })} actions={<ButtonAnchor href={shop}>{say("选购产品")}</ButtonAnchor>} />
      <Stack gap="lg">
        <Card as="section" labelledBy="todo">
          <CardHeader id="todo" title={say("需要您处理")} />
          {notices.length === 0 && <p className="text-ink-soft">{say("现在没有待付、待办、将到期或出了问题的事。")}</p>}
          <ul className="-mb-3 divide-y divide-line">
            {notices.map((notice) => (
              <li key={notice.id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-3">
                <Badge tone={kinds[notice.kind].tone}>{say.word(kinds[notice.kind].word)}</Badge>
                <div className="min-w-0 grow basis-56">
                  <p className="font-medium">{notice.title}</p>
                  <p className="text-sm text-ink-soft">{notice.text}</p>
                </div>
                <TextLink href={notice.href}>{notice.link}</TextLink>
              </li>
            ))}
          </ul>
        </Card>
        <Grid columns="stats">
          {balance && me.payType === "prepaid" && <Stat name={say("可用余额")} value={<Money fen={balance.cashFen} />} text={balance.heldFen > 0n ? say.rich("另有预占 {amount}", { amount: <Money fen={balance.heldFen} /> }) : say("没有预占")} href={`${base}/balance`} isWide />}
          <Stat name={say("使用中的产品")} value={running.length} href={`${base}/products`} />
          <Stat name={say("正在开通")} value={opening.length} href={`${base}/products`} />
        </Grid>
        <HomeApps apps={apps} base={base} />
        <section aria-labelledby="latest">
          <h2 id="latest" className="mb-3 text-lg font-semibold">
            {say("最近的订单")}
          </h2>
          <OrderTable rows={orders} base={base} shop={shop} />
        </section>
        <Card>
          <CardHeader title={say("您的客户经理")} text={say("选购、开通、帐单有任何问题，都可以直接联系。")} />
          <DescriptionList
            layout="grid"
            items={[
              { term: say("姓名"), value: me.managerName },
              { term: say("电话"), value: me.managerPhone },
              { term: say("服务时间"), value: me.managerHours },
            ]}
          />
        </Card>
      </Stack>
    </>
  );
}
