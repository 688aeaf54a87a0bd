import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { runningProduct } from "../../e2e/fixtures/billing";
import { codeOf, customer } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { systemScope } from "../scope";
import { warnBudgets } from "./budget.service";

const PLATFORM = "HL";
const key = () => randomUUID();
const mails = async (customerId: string) => (await dbFor(PLATFORM).notification.findMany({ where: { customerId, kind: { startsWith: "budget." } }, orderBy: { id: "asc" } })).map(({ kind }) => kind);
const warn = async () => {
  const scope = await systemScope(PLATFORM);
  await warnBudgets(scope);
  await warnBudgets(scope);
};

it("BI22: budgets by company, child, product and tag hold what each comes to, and warn once a month and level", async () => {
  const owner = await customer({ platformId: PLATFORM, payType: "postpaid" });
  const child = await customer({ platformId: PLATFORM, payType: "postpaid", parentId: owner.customerId });
  const [ownId, childId] = [await runningProduct(owner, { startedOn: "2026-03-10", seats: 10 }), await runningProduct(child, { startedOn: "2026-03-10", seats: 5 })];
  const caller = await owner.as();
  const set = (kind: "company" | "child" | "product" | "tag", target: string, amountFen: bigint) => caller.bill.setBudget({ key: key(), kind, target, amountFen });
  await caller.bill.tagProduct({ key: key(), productId: ownId, tag: "销售部" });
  await set("company", "", 100_000n);
  await set("child", child.customerId, 10_000n);
  await set("product", ownId, 25_000n);
  await set("tag", "销售部", 15_000n);
  const view = await caller.bill.budgets({});
  expect(view.budgets.map(({ kind, name, amountFen, knownFen, forecastFen }) => [kind, name, amountFen, knownFen, forecastFen])).toEqual([
    ["company", "整个企业", 100_000n, 30_000n, 30_000n], ["child", `测试企业${child.accountName}（${child.accountName}）`, 10_000n, 10_000n, 10_000n], ["product", "协同办公 标准版", 25_000n, 20_000n, 20_000n], ["tag", "标签“销售部”", 15_000n, 20_000n, 20_000n],
  ]);
  expect(view.products.map(({ id }) => id).sort()).toEqual([ownId, childId].sort());
  await warn();
  expect((await mails(owner.customerId)).sort()).toEqual(["budget.100", "budget.80", "budget.80"]);
  // A higher one is another budget, and says so when its turn comes.
  await set("tag", "销售部", 22_000n);
  await warn();
  expect((await mails(owner.customerId)).filter((kind) => kind === "budget.80")).toHaveLength(3);
});

it("BI22: a budget is for one's own, and another company's is not seen, changed or removed", async () => {
  const [owner, other] = [await customer({ platformId: PLATFORM }), await customer({ platformId: PLATFORM })];
  const productId = await runningProduct(other, { startedOn: "2026-03-10" });
  const [caller, stranger] = [await owner.as(), await other.as()];
  for (const [kind, target] of [["product", productId], ["child", other.customerId], ["tag", "没有的"], ["tag", ""]] as const) expect(await codeOf(caller.bill.setBudget({ key: key(), kind, target, amountFen: 1_000n }))).toBe("FIELDS_REFUSED");
  await caller.bill.setBudget({ key: key(), kind: "company", target: "", amountFen: 1_000n });
  const budgetId = (await caller.bill.budgets({})).budgets[0]?.id ?? "";
  expect(await codeOf(stranger.bill.removeBudget({ key: key(), budgetId }))).toBe("NOT_FOUND");
  await caller.bill.removeBudget({ key: key(), budgetId });
  expect((await caller.bill.budgets({})).budgets).toEqual([]);
});
