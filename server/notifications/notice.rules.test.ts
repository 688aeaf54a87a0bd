import { expect, it } from "vitest";
import { noticeBody, topicOf } from "./notice.rules";

const origin = "http://sd.kdsw.localhost:3000";

it("NT8: a mail's text without greeting and link, and its link as a path of this host alone", () => {
  expect(noticeBody(`孙建国，您好：\n订单已开通。\n请查收。\n\n查看订单：${origin}/account/orders/1`, origin)).toEqual({ text: "订单已开通。\n请查收。", link: { label: "查看订单", href: "/account/orders/1" } });
  expect(noticeBody(`订单已开通。\n\n查看：${origin}`, origin).link).toEqual({ label: "查看", href: "/" });
  for (const elsewhere of ["http://evil.example/account", `${origin}.evil.example/x`, "https://sd.kdsw.localhost:3000/account"]) expect(noticeBody(`正文。\n\n查看：${elsewhere}`, origin)).toEqual({ text: "正文。", link: null });
  expect(noticeBody("没有链接，也没有称呼。", origin)).toEqual({ text: "没有链接，也没有称呼。", link: null });
});

it("NT8: a notice's topic comes from its mail's kind; one of no topic stands among all", () => {
  expect(["order", "bill", "membership", "troubleTicket", "somethingNew"].map(topicOf)).toEqual(["orders", "money", "people", "service", null]);
});
