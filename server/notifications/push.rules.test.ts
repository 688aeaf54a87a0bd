import { expect, it } from "vitest";
import { pushPath, pushTitle } from "./push.rules";

it.each([
  ["orderProgress", "订单 SD2026110001 审核通过", "订单 SD2026110001 审核通过"],
  ["ticket", "服务单 SDT1 已解决，请您确认", "服务单 SDT1 已解决，请您确认"],
  ["balance", "余额还能用 3 天，差 ¥120.00", "余额和自动充值：有新消息"],
  ["payment", "付款没有成功：¥50.00", "付款、退款和到账：有新消息"],
  ["member", "张三 申请加入测试企业", "成员和加入申请：有新消息"],
  ["security", "您的登录密码已更改", "登录和安全：有新消息"],
  ["orderProgress", "办公系统 已退订，退回 ¥30.00", "订单和变更的进度：有新消息"],
] as const)("NT2: a lock screen shows of %s no sum and nobody's name", (event, subject, title) => expect(pushTitle(event, subject, "zh-CN")).toBe(title));

it.each([
  ["orderProgress", "Order SD1 approved", "Order SD1 approved"],
  ["payment", "A payment failed: ¥50.00", "New message: payments and refunds"],
] as const)("NT2, NT5: of %s it shows the same in English", (event, subject, title) => expect(pushTitle(event, subject, "en")).toBe(title));

const at = { origin: "http://nf.kdsw.localhost:3000", base: "/hb/account", orderId: null };
it("NT2: a push leads to a page of one's own, never by a link that carries a secret or leads elsewhere", () => {
  expect(pushPath("正文。\n\n查看：http://nf.kdsw.localhost:3000/hb/account/tickets/1", at)).toBe("/hb/account/tickets/1");
  expect(pushPath("正文。", { ...at, orderId: "7" })).toBe("/hb/account/orders/7");
  expect(pushPath("正文。", at)).toBe("/hb/account/notices");
  expect(pushPath("正文。\n\n查看并审批：http://nf.kdsw.localhost:3000/hb/account/approvals/link?token=abc", { ...at, orderId: "7" })).toBe("/hb/account/notices");
  expect(pushPath("正文。\n\n查看：https://evil.example/account", at)).toBe("/hb/account/notices");
});
