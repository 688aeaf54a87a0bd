import { expect, it } from "vitest";
import { brokenBundle } from "./break.rules";

const item = (action: string, parentItemId: string | null, specificationName: string, monthlyFen: bigint) => ({ action, parentItemId, specificationName, offeringName: "标准版", monthlyFen });

it("CH12: the order of a broken bundle says what stays at which price, what ends, and what a period costs before and after", () => {
  const items = [item("modify", "b", "客户关系", 45_000n), item("delete", "b", "企业邮箱", 0n), item("delete", null, "贸易套餐", 88_000n), item("modify", "b", "进销存", 36_000n)];
  expect(brokenBundle(items)).toEqual({
    bundleName: "贸易套餐 标准版", bundleFen: 88_000n, newFen: 81_000n, ended: ["企业邮箱 标准版"], kept: [{ name: "客户关系 标准版", fen: 45_000n }, { name: "进销存 标准版", fen: 36_000n }],
  });
  expect([brokenBundle([item("add", null, "协同办公", 1n)]), brokenBundle([item("modify", null, "协同办公", 1n)]), brokenBundle([item("add", null, "套餐", 1n), item("add", "b", "部分", 0n)])]).toEqual([null, null, null]);
});
