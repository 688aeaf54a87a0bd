import { expect, it } from "vitest";
import { templateKinds } from "./templates.rules";
import { PAGE, calledOf, kindsOf, wordsTopics } from "./words-list.rules";

it("NT5: pages of all kinds follow each other, each kind once", () => {
  const seen: string[] = [];
  for (let page = kindsOf({}); ; page = kindsOf({ cursor: page.nextCursor })) {
    expect(page.kinds.length).toBeLessThanOrEqual(PAGE);
    seen.push(...page.kinds);
    if (page.nextCursor === null) break;
  }
  expect(seen).toEqual(templateKinds);
});

it("NT5: each topic has kinds of its own, and all of them together are all", () => {
  const all = wordsTopics.flatMap((topic) => {
    const first = kindsOf({ topic });
    expect(first.kinds.length, topic).toBeGreaterThan(0);
    expect(first.kinds.every((kind) => calledOf(kind).topic === topic)).toBe(true);
    return templateKinds.filter((kind) => calledOf(kind).topic === topic);
  });
  expect(all.sort()).toEqual([...templateKinds].sort());
});

it.each([
  [{ search: "付款成功" }, ["payment.done"]],
  [{ search: "登录密码" }, ["password.changed", "code.resetPassword"]],
  // By the event that people know it as, with a name in Chinese, in whatever order the words stand.
  [{ search: "已知故障" }, ["problem.begun", "problem.resolved"]],
  [{ search: "订单 {编号} 留言" }, ["order.message"]],
  [{ search: "编号 已提交 开户" }, ["opening.submitted"]],
  [{ search: "付款成功", topic: "people" as const }, []],
  [{ search: "isAutomatic" }, []],
])("NT5: %o finds %j", (filter, kinds) => expect(kindsOf(filter).kinds.sort()).toEqual([...kinds].sort()));
