import { createHash } from "node:crypto";
import type Stripe from "stripe";
import { html, type Html } from "../../../kit/html";
import type { PayMethodType } from "../core/sessions";
import { style } from "./style";

export const merchant = "宽带商务";
export const methodLabels: Record<PayMethodType, string> = { card: "银行卡", alipay: "支付宝", wechat_pay: "微信支付" };

const signs: Record<string, string> = { cny: "¥", usd: "US$", hkd: "HK$", eur: "€", gbp: "£", sgd: "S$" };

/** Smallest units as people write them, without ever dividing money. */
export function moneyText(amount: number, currency: string): string {
  const digits = String(amount).padStart(3, "0");
  const units = digits.slice(0, -2).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return `${signs[currency] ?? `${currency.toUpperCase()} `}${units}.${digits.slice(-2)}`;
}

export const amountOf = (session: Stripe.Checkout.Session): string => moneyText(session.amount_total ?? 0, session.currency ?? "cny");

/** A whole payment page; the band on top says on every one of them what this is. */
export function layout(title: string, main: Html, width: "wide" | "single" = "single"): string {
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${title} - 模拟支付页面</title><style>${{ markup: style }}</style></head>
<body><header><p class="mark">模拟支付页面：仅供测试，不会扣真钱，请不要填写真实卡号</p></header><main class="${width}">${main}</main></body></html>`.markup;
}

/** Nothing to do here but to leave. */
export function noticePage(options: { title: string; text: string; link: { href: string; label: string } | null }): string {
  const link = options.link === null ? null : html`<a class="button" href="${options.link.href}">${options.link.label}</a>`;
  return layout(options.title, html`<section class="panel"><h1><strong>${options.title}</strong></h1><p class="soft">${options.text}</p>${link}</section>`);
}

const iconPaths: Record<PayMethodType, string> = {
  card: '<rect x="2.5" y="5" width="19" height="14" rx="2.5" fill="none" stroke="#33475b" stroke-width="1.8"/><path d="M2.5 9.5h19" stroke="#33475b" stroke-width="2.4"/><path d="M6 15h4" stroke="#33475b" stroke-width="1.8"/>',
  alipay: '<rect x="2.5" y="2.5" width="19" height="19" rx="5" fill="#1668dc"/><path d="M7 8h10M12 5.5V8m-3.5 3h7c-.6 3-3.5 6-8 7m1-4.500c2 .8 5.500 2.200 8.500 3.500" fill="none" stroke="#fff" stroke-width="1.6" stroke-linecap="round"/>',
  wechat_pay: '<rect x="2.5" y="2.5" width="19" height="19" rx="5" fill="#07913f"/><path d="M7 12.500l3.500 3.500L17.500 8" fill="none" stroke="#fff" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/>',
};

export const icon = (type: PayMethodType): Html => ({ markup: `<svg viewBox="0 0 24 24" aria-hidden="true">${iconPaths[type]}</svg>` });

const cells = 25;

/** Looks like a code to scan and stands for none: there is no telephone on the other side. */
export function codePicture(text: string): Html {
  const bits = createHash("sha512").update(text).digest();
  const squares: string[] = [];
  for (let y = 0; y < cells; y += 1) {
    for (let x = 0; x < cells; x += 1) {
      const place = y * cells + x;
      const isDark = cornerOf(x, y) ?? ((bits[place % 64] ?? 0) >> (Math.floor(place / 64) % 8)) % 2 === 1;
      if (isDark) squares.push(`M${x} ${y}h1v1h-1z`);
    }
  }
  return { markup: `<svg viewBox="0 0 ${cells} ${cells}" role="img" aria-label="模拟二维码" shape-rendering="crispEdges"><path fill="#17212b" d="${squares.join("")}"/></svg>` };
}

function cornerOf(x: number, y: number): boolean | null {
  for (const [left, top] of [[0, 0], [cells - 7, 0], [0, cells - 7]] as const) {
    const [dx, dy] = [x - left, y - top];
    if (dx < -1 || dy < -1 || dx > 7 || dy > 7) continue;
    const ring = Math.max(Math.abs(dx - 3), Math.abs(dy - 3));
    return ring === 3 || ring <= 1;
  }
  return null;
}
