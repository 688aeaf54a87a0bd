import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { order, payByCard, startStand, type Stand, until, visit } from "./kit";

let stand: Stand;
beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand.close());

const words = (markup: string) => markup.replace(/<style>[\s\S]*?<\/style>/g, "").replace(/<[^>]*>/g, " ");
const rawWords = /\b(open|complete|expired|paid|unpaid|succeeded|failed|pending|queued|held|delivered|lost|needs_response|won|null|undefined|NaN|dropReply)\b/;
const defaults = () => Object.fromEntries(Object.entries(stand.mock.control.switches()).map(([name, value]) => [name, value === true ? "on" : String(value)]).filter(([, value]) => value !== "false"));

describe("the page", () => {
  it("shows what happened in words, with the buttons that belong to it", async () => {
    const { stripe, mock } = stand;
    const session = await stripe.checkout.sessions.create(order({ client_reference_id: "SD-2026-1" }));
    await payByCard(session);
    mock.control.set({ refundAfterMs: 0 });
    const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(session.id);
    await stripe.refunds.create({ payment_intent: String(intent), amount: 500 });
    await until("the deliveries", () => mock.control.waiting() === 0);
    const { text } = await visit(mock.url);
    for (const expected of ["支付渠道 Stripe（模拟）", "SD-2026-1", "¥128.00", "银行卡 4242", "已退 ¥5.00", "已送达", "发起拒付", "重发"]) expect(text).toContain(expected);
    expect(words(text).replaceAll(/[a-z_]+\.[a-z_.A-Z]+/g, "")).not.toMatch(rawWords);
  });

  it("saves the switches of its form, refuses wrong ones by name, and resets", async () => {
    const { mock } = stand;
    expect((await visit(`${mock.url}/_control`, { ...defaults(), failNext: "2", silent: "on" })).status).toBe(303);
    expect(mock.control.switches()).toMatchObject({ failNext: 2, silent: true });
    expect((await visit(mock.url)).text).toContain("已打开：接下来几次报错（次）、接通但不应答");
    const wrong = await visit(`${mock.url}/_control`, { ...defaults(), delayMs: "bald" });
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain("接口应答变慢");
    expect((await visit(`${mock.url}/_control/reset`, { x: "1" })).status).toBe(303);
    expect(mock.control.switches()).toMatchObject({ failNext: 0, silent: false });
  });

  it("opens and ends a dispute, and says why it cannot", async () => {
    const { stripe, mock } = stand;
    const session = await stripe.checkout.sessions.create(order());
    await payByCard(session);
    const charge = (await stripe.charges.list({ limit: 1 })).data[0]?.id ?? "";
    expect((await visit(`${mock.url}/_dispute`, { charge })).status).toBe(303);
    const again = await visit(`${mock.url}/_dispute`, { charge });
    expect(again.status).toBe(400);
    expect(again.text).toContain("没有办成");
    const dispute = (await stripe.disputes.list()).data[0]?.id ?? "";
    expect((await visit(mock.url)).text).toContain("判商户胜");
    expect((await visit(`${mock.url}/_dispute/close`, { dispute, outcome: "lost" })).status).toBe(303);
    expect((await stripe.disputes.retrieve(dispute)).status).toBe("lost");
    const closed = await fetch(`${mock.url}/_dispute/close`, { method: "POST", body: JSON.stringify({ dispute, outcome: "won" }) });
    expect(closed.status).toBe(400);
    expect((await fetch(`${mock.url}/_settle`, { method: "POST", body: JSON.stringify({ outcome: "maybe" }) })).status).toBe(400);
  });
});

describe("the payment page", () => {
  it("says what it is, what is paid for, and lets no text become markup", async () => {
    const line = { price_data: { currency: "cny", product_data: { name: "<b>专线</b>" }, unit_amount: 12_800 }, quantity: 10 };
    const session = await stand.stripe.checkout.sessions.create(order({ line_items: [line] }));
    const { text } = await visit(session.url ?? "");
    for (const expected of ["模拟支付页面", "¥1,280.00", "¥128.00 × 10", "银行卡", "支付宝", "微信支付", "取消并返回", "卡号", "有效期", "安全码"]) expect(text).toContain(expected);
    expect(text).not.toContain("<b>专线");
    expect(text).not.toContain("<script");
    expect((await visit(`${session.url}?method=wechat_pay`)).text).toContain("用微信支付 ¥1,280.00");
    expect((await visit(`${session.url}?method=cheque&notice=zzz`)).text).toContain("卡号");
  });
});
