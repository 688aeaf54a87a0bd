import type { ReactNode } from "react";
import { AppWindow, BadgeCheck, Bell, Building2, ChartPie, ClipboardList, Gauge, HandCoins, Headset, House, LayoutGrid, Network, ReceiptText, RefreshCw, ScrollText, ShieldCheck, ShoppingCart, Stamp, TicketPercent, UserRound, Users, Wallet } from "lucide-react";
import { roleWords } from "@/messages/zh-CN";
import { type CustomerRole, allows, notForViews, ownSignIn } from "@/server/kernel/permissions";
import { provinceIn } from "@/server/platforms/province.rules";
import { useSay } from "#say";
import { shopBase } from "@/server/platforms/paths";
import { accountTitle } from "../group/account-title";
import { LanguageSwitch } from "../layout/language-switch";
import { SignOut } from "../layout/sign-out";
import { Alert } from "../ui/alert";
import { Brand } from "../ui/brand";
import { ButtonAnchor } from "../ui/button";
import { unreadWords } from "../accounts/notice-words";
import { TextLink } from "../ui/link";
import { ViewBanner } from "../access/view-banner";
import { AccountNav } from "./account-nav";

type Me = { person: { name: string }; role: CustomerRole; membershipId: string; accounts: number; isByCompany: boolean; view: { ticketNumber: string; until: Date } | null; unreadNotices: number; cartLines: number; policies: "agreed" | "owed" | "putOff"; customer: { companyName: string; accountName: string; provinceId: string; label: string; parentAccountName: string | null } };

/** The frame of the enterprise's own area: where am I, whose is it, what can I do. */
export function AccountShell({ base, me, children }: { base: string; me: Me; children: ReactNode }) {
  const say = useSay();
  const shop = shopBase(base, say.locale) || "/";
  const items = [
    { href: base, label: say("企业首页"), icon: <House size="1.1em" aria-hidden />, permission: "account.read" },
    { href: `${base}/apps`, label: say("我的应用"), icon: <AppWindow size="1.1em" aria-hidden />, permission: "app.open" },
    { href: `${base}/products`, label: say("我的产品"), icon: <LayoutGrid size="1.1em" aria-hidden />, permission: "product.read" },
    { href: `${base}/orders`, label: say("订单"), icon: <ClipboardList size="1.1em" aria-hidden />, permission: "productOrder.read" },
    { href: `${base}/quotes`, label: say("报价"), icon: <HandCoins size="1.1em" aria-hidden />, permission: "quote.read" },
    { href: `${base}/cart`, label: me.cartLines > 0 ? say("采购车（{cartLines}）", { cartLines: me.cartLines }) : say("采购车"), icon: <ShoppingCart size="1.1em" aria-hidden />, permission: "productOrder.submit" },
    { href: `${base}/bills`, label: say("帐单"), icon: <ReceiptText size="1.1em" aria-hidden />, permission: "bill.read" },
    { href: `${base}/fapiao`, label: say("发票"), icon: <ScrollText size="1.1em" aria-hidden />, permission: "fapiao.read" },
    { href: `${base}/budgets`, label: say("预算"), icon: <ChartPie size="1.1em" aria-hidden />, permission: "bill.read" },
    { href: `${base}/coupons`, label: say("优惠券"), icon: <TicketPercent size="1.1em" aria-hidden />, permission: "coupon.read" },
    { href: `${base}/renewals`, label: say("续订"), icon: <RefreshCw size="1.1em" aria-hidden />, permission: "product.read" },
    { href: `${base}/balance`, label: say("余额"), icon: <Wallet size="1.1em" aria-hidden />, permission: "balance.read" },
    { href: `${base}/tickets`, label: say("服务与报障"), icon: <Headset size="1.1em" aria-hidden />, permission: "troubleTicket.read" },
    { href: `${base}/users`, label: say("企业用户"), icon: <Users size="1.1em" aria-hidden />, permission: "enterpriseUser.read" },
    ...(me.customer.parentAccountName === null ? [{ href: `${base}/children`, label: say("子帐号"), icon: <Network size="1.1em" aria-hidden />, permission: "childAccount.read" }] : [{ href: `${base}/may-buy`, label: say("能订购什么"), icon: <BadgeCheck size="1.1em" aria-hidden />, permission: "account.read" }]),
    { href: `${base}/caps`, label: say("额度"), icon: <Gauge size="1.1em" aria-hidden />, permission: "spendingCap.read" },
    ...(me.customer.parentAccountName === null ? [{ href: `${base}/approvals`, label: say("审批"), icon: <Stamp size="1.1em" aria-hidden />, permission: "orderApproval.read" }] : []),
    { href: `${base}/company`, label: say("企业资料"), icon: <Building2 size="1.1em" aria-hidden />, permission: "account.read" },
    { href: `${base}/me`, label: say("我的个人信息"), icon: <UserRound size="1.1em" aria-hidden />, permission: "ownData.manage" },
    { href: `${base}/security`, label: say("登录与安全"), icon: <ShieldCheck size="1.1em" aria-hidden />, permission: "session.manage" },
  ].filter((item) => allows([me.role], item.permission) && !(me.view && notForViews.some((permission) => permission === item.permission)) && !(me.isByCompany && ownSignIn.some((permission) => permission === item.permission)));
  return (
    <div className="min-h-dvh" data-membership={me.membershipId}>
      {me.view && <ViewBanner clerkName={me.person.name} companyName={me.customer.companyName} view={me.view} />}
      <header className="border-b border-line bg-surface">
        <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3 sm:px-6">
          <a href={shop}>
            <Brand place={provinceIn(say.locale, me.customer.provinceId)} />
          </a>
          <div className="order-3 basis-full text-sm sm:order-none sm:ml-auto sm:basis-auto">
            <p className="min-w-0">
              <span className="font-medium">{accountTitle(me.customer)}</span>
              <span className="text-ink-faint">
                {" "}
                · {me.customer.accountName} · {me.view ? say("运营商 {personName} 查看中", { personName: me.person.name }) : say("{personName}（{word}）", { personName: me.person.name, word: say.word(roleWords[me.role]) })}
              </span>
              {me.accounts > 1 && !me.isByCompany && <> · <TextLink href={`${base}/switch`}>{say("切换帐号")}</TextLink></>}
            </p>
          </div>
          <div className="flex items-center gap-4">
            {!me.view && <TextLink href={`${base}/notices`}>
              <span className="inline-flex min-h-6 items-center gap-1.5 text-sm">
                <Bell size="1.1em" aria-hidden />
                <span>{say("消息")}<span className="sr-only">{me.unreadNotices > 0 ? say("，{unread} 条未读", { unread: unreadWords(me.unreadNotices) }) : say("，没有未读")}</span></span>
                {me.unreadNotices > 0 && <span aria-hidden className="figures rounded-full bg-danger px-1.5 text-xs text-on-accent">{unreadWords(me.unreadNotices)}</span>}
              </span>
            </TextLink>}
            <LanguageSwitch locale={say.locale} />
            {!me.view && <SignOut />}
          </div>
        </div>
      </header>
      <div className="mx-auto grid max-w-page gap-x-8 px-4 pb-16 sm:px-6 lg:grid-cols-[12rem_minmax(0,1fr)]">
        <div className="py-3 lg:py-8">
          <AccountNav items={items} home={base} />
          {allows([me.role], "productOrder.read") && <div className="mt-6 hidden lg:block">
            <ButtonAnchor variant="secondary" size="sm" isWide href={`${shop === "/" ? "" : shop}/products`}>
              {say("选购产品")}
            </ButtonAnchor>
          </div>}
        </div>
        <main id="main" className="min-w-0 py-4 lg:py-8">
          {me.policies !== "agreed" && <div className="mb-5"><Alert tone="warning" title={say("还没有同意新版的隐私政策或用户服务协议")} actions={<ButtonAnchor size="sm" variant="secondary" href={`${base}/agree`}>{say("阅读并同意")}</ButtonAnchor>}>{say("可以照常查看、付款、导出、报障和退订；办理新的业务前，请先阅读并同意。")}</Alert></div>}
          {children}
        </main>
      </div>
    </div>
  );
}
