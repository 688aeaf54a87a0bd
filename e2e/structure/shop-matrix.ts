import { randomUUID } from "node:crypto";

const place = { provinceId: "SD", locale: "zh-CN" };

const news = { title: "系统升级公告", text: "今晚十点到十二点升级系统。", englishTitle: "", englishText: "", provinceIds: [], startsAt: "2026-12-01T09:00", endsAt: "" };

/** Inputs of what public pages read, which anybody may, and of what staff announce there. */
export const shopInputs: Record<string, () => unknown> = {
  "news.list": () => ({}),
  "news.byId": () => ({ newsId: randomUUID() }),
  "news.write": () => ({ ...news, key: "0197a000-0000-7000-8000-0000000000aa" }),
  "news.revise": () => ({ ...news, newsId: randomUUID(), version: 0 }),
  "news.withdraw": () => ({ newsId: randomUUID(), version: 0 }),
  "serviceProblem.list": () => ({}),
  "serviceProblem.byId": () => ({ problemId: randomUUID() }),
  "serviceProblem.choices": () => ({}),
  "serviceProblem.open": () => ({ key: "0197a000-0000-7000-8000-0000000000aa", title: "邮箱收不到信", text: "正在排查。", priority: "p2", beganAt: "2026-01-01T09:00", expectedAt: "", specificationCodes: ["MAIL"], provinceIds: [] }),
  "serviceProblem.update": () => ({ key: "0197a000-0000-7000-8000-0000000000aa", problemId: randomUUID(), version: 0, text: "仍在排查。", expectedAt: "" }),
  "serviceProblem.resolve": () => ({ key: "0197a000-0000-7000-8000-0000000000aa", problemId: randomUUID(), version: 0, text: "已经恢复。" }),
  "serviceProblem.mine": () => ({}),
  "shop.problems": () => place,
  "shop.storefront": () => place,
  "shop.catalogue": () => place,
  "shop.product": () => ({ ...place, slug: "oa" }),
  "shop.bundle": () => ({ ...place, slug: "trade" }),
  "shop.plans": () => place,
  "shop.news": () => place,
  "shop.nationalNews": () => place,
  "shop.providers": () => place,
  "shop.names": () => place,
  "shop.today": () => place,
  "shop.online": () => place,
  "shop.policy": () => ({ ...place, kind: "privacy", version: null }),
};
