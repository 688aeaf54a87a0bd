import type Stripe from "stripe";
import { html, type Html } from "../../../kit/html";
import type { PayMethodType } from "../core/sessions";
import type { SessionFacts } from "../store/tables";
import { cardForm, type CardInput, type Problems } from "./card-form";
import { amountOf, codePicture, icon, layout, merchant, methodLabels, moneyText, noticePage } from "./layout";

type Session = Stripe.Checkout.Session;
export type Shown = { session: Session; facts: SessionFacts };

export const pathOf = (session: Session, step = ""): string => `/c/pay/${session.id}${step === "" ? "" : `/${step}`}`;

/** Where a payer goes who has paid. */
export function successAddress(session: Session): string {
  return (session.success_url ?? "/").replaceAll("{CHECKOUT_SESSION_ID}", session.id).replaceAll("%7BCHECKOUT_SESSION_ID%7D", session.id);
}

function summary({ session, facts }: Shown): Html {
  const isSetup = session.mode === "setup";
  const lines = facts.lines.map((line) => {
    const count = (line.quantity ?? 1) > 1 ? html`<small>${moneyText(line.price.unit_amount ?? 0, line.currency)} × ${line.quantity ?? 1}</small>` : null;
    return html`<li><span>${line.description ?? ""}${count}</span><b>${moneyText(line.amount_total, line.currency)}</b></li>`;
  });
  const cancel = session.cancel_url === null ? null : html`<a class="back" href="${session.cancel_url}">取消并返回${merchant}</a>`;
  const head = isSetup ? html`<h1>在${merchant}绑定银行卡</h1><p>绑定后用于以后的付款，现在不扣款。</p>` : html`<h1>向${merchant}付款</h1><p class="amount">${amountOf(session)}</p>`;
  return html`<section class="summary" aria-label="付款内容">${head}${lines.length === 0 ? null : html`<ul class="lines">${lines}</ul>`}${cancel}</section>`;
}

export type PayPageState = { method: PayMethodType; alert: string | null; input: CardInput | null; problems: Problems };

export function payPage(shown: Shown, state: PayPageState): string {
  const { session } = shown;
  const types = session.payment_method_types as PayMethodType[];
  const links = types.map(
    (type) => html`<li><a href="${pathOf(session)}?method=${type}"${type === state.method ? html` aria-current="true"` : null}>${icon(type)}${methodLabels[type]}</a></li>`,
  );
  const chooser = types.length > 1 ? html`<nav aria-label="付款方式"><ul class="methods">${links}</ul></nav>` : null;
  const alert = state.alert === null ? null : html`<p class="alert" role="alert">${state.alert}</p>`;
  const form = state.method === "card" ? cardPart(shown, state) : walletPart(session, state.method);
  const title = session.mode === "setup" ? "绑定银行卡" : "选择付款方式";
  return layout(title, html`${summary(shown)}<section class="panel"><h2>${title}</h2>${alert}${chooser}${form}</section>`, "wide");
}

function cardPart({ session, facts }: Shown, state: PayPageState): Html {
  const keeps = facts.setupFutureUsage !== null || facts.cardSetupFutureUsage !== null;
  const button = session.mode === "setup" ? "绑定银行卡" : `支付 ${amountOf(session)}`;
  const note = keeps ? `付款成功后，${merchant}会保存这张卡，用于以后的付款。` : null;
  return cardForm({ action: pathOf(session, "card"), button, input: state.input, problems: state.problems, askEmail: session.customer_details?.email == null, note });
}

function walletPart(session: Session, method: "alipay" | "wechat_pay"): Html {
  const text = method === "alipay" ? "下一步会打开支付宝页面，请在那里确认付款。" : "下一步会显示二维码，请用微信扫一扫付款。";
  const name = method === "alipay" ? "支付宝" : "微信";
  return html`<form method="post" action="${pathOf(session, method)}"><p class="soft">${text}</p><button name="decision" value="start">用${name}支付 ${amountOf(session)}</button></form>`;
}

export function alipayPage(session: Session): string {
  const content = html`<section class="panel wallet alipay"><h1><strong>支付宝</strong></h1><p class="amount">${amountOf(session)}</p>${facts([["收款方", merchant], ["付款账户", "模拟账户"]])}
<form method="post" action="${pathOf(session, "alipay")}"><button name="decision" value="confirm">确认支付</button><button class="quiet" name="decision" value="cancel">取消</button></form></section>`;
  return layout("支付宝付款", content);
}

export function wechatPage(session: Session): string {
  const content = html`<section class="panel wallet wechat"><h1><strong>微信支付</strong></h1><p class="amount">${amountOf(session)}</p>
<div class="qr">${codePicture(session.id)}</div><p class="soft">这里没有真的微信，请点下面的按钮代替扫码。</p>${facts([["收款方", merchant]])}
<form method="post" action="${pathOf(session, "wechat_pay")}"><button name="decision" value="confirm">模拟扫码支付</button><button class="quiet" name="decision" value="cancel">取消</button></form></section>`;
  return layout("微信扫码付款", content);
}

/** The bank's own question, for a card that wants to know who is paying. */
export function challengePage(options: { action: string; amount: string | null; last4: string }): string {
  const rows: [string, string][] = [["商户", merchant], ["卡号末四位", options.last4]];
  const amount = options.amount === null ? html`<p class="soft">验证这张卡，不扣款</p>` : html`<p class="amount">${options.amount}</p>`;
  const content = html`<section class="panel wallet bank"><h1><strong>发卡银行身份验证</strong></h1>${amount}${facts(rows)}
<p class="soft">银行想确认是持卡人本人在操作。</p><form method="post" action="${options.action}"><button name="decision" value="approve">通过</button><button class="quiet" name="decision" value="reject">拒绝</button></form></section>`;
  return layout("发卡银行身份验证", content);
}

function facts(rows: readonly (readonly [string, string])[]): Html {
  return html`<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

export function paidPage(session: Session): string {
  const isSetup = session.mode === "setup";
  const isProcessing = session.payment_status === "unpaid";
  const text = isSetup ? "银行卡已绑定，不需要再做什么。" : isProcessing ? "已经付款，正在等待到账，不需要再付一次。" : "这笔款已经付过，不需要再付一次。";
  return noticePage({ title: isSetup ? "已经绑定" : "已经付款", text, link: { href: successAddress(session), label: `返回${merchant}` } });
}

export function expiredPage(session: Session): string {
  const link = session.cancel_url === null ? null : { href: session.cancel_url, label: `返回${merchant}` };
  return noticePage({ title: "付款页面已过期", text: `没有扣款。请回到${merchant}重新发起付款。`, link });
}

export function receiptPage(charge: Stripe.Charge): string {
  const refunded = charge.amount_refunded > 0 ? `，其中已退款 ${moneyText(charge.amount_refunded, charge.currency)}` : "";
  return noticePage({ title: "付款收据", text: `${merchant}已收到 ${moneyText(charge.amount, charge.currency)}${refunded}。编号 ${charge.id}。`, link: null });
}

export const unknownPage = (): string => noticePage({ title: "找不到这个付款页面", text: "链接可能不完整，请从商户页面重新打开。", link: null });
