import { expect, it } from "vitest";
import { newPlan, newPrice, wholeProduct } from "../../e2e/fixtures/catalogue-content";
import { diffContent, impactOf } from "./content-diff.rules";
import { valueAt, withValueAt } from "./content-path.rules";
import { canMove, retireBlockers, saleStages, stageOf } from "./lifecycle.rules";
import { alsoCalledIn, searchKeysOf } from "./search-keys.rules";

const names = { provinceName: (id: string) => ({ SC: "四川", GZ: "贵州" })[id] ?? id, planName: (code: string) => code };
const price = newPrice(["SC", "GZ"], "3000", { key: "1", isReleased: true, from: "2026-01-01" });
const sold = wholeProduct("DISK", ["SC", "GZ"], { offerings: [newPlan("DISK-STD", ["SC", "GZ"], { prices: [price] })] });
const [plan] = sold.offerings;

it("SC12: a difference is said field by field, old and new, a new price beside what is paid until then", () => {
  const after = { ...sold, name: "企业云盘", copy: { ...sold.copy, faq: [] }, offerings: [{ ...plan!, openIn: ["SC"], prices: [price, newPrice(["SC"], "2500", { from: "2026-12-01" })] }] };
  expect(diffContent(sold, after, names).map(({ section, label, before, after: now }) => [section, label, before, now])).toEqual([
    ["产品", "名称", "云盘", "企业云盘"],
    ["套餐 标准版", "开放省份", "四川、贵州", "四川"],
    ["套餐 标准版", "四川价格，2026年12月1日起", "席位月费 每席每月 ¥30.00（税率 6%）", "席位月费 每席每月 ¥25.00（税率 6%）"],
    ["文案", "问答 1", "能存多少？ 不限。", null],
  ]);
  expect(diffContent(sold, sold, names)).toEqual([]);
  expect(diffContent(null, sold, names).every(({ before }) => before === null)).toBe(true);
});

it("SC12: what a release will mean names plans, provinces and prices", () => {
  const after = { ...sold, slug: "new-disk", offerings: [{ ...plan!, openIn: ["SC"], prices: [price, newPrice(["SC"], "2500", { from: "2026-12-01" })] }, newPlan("DISK-PRO", ["GZ"], { name: "专业版" })] };
  expect(impactOf(sold, after, "2026-11-28", names)).toMatchObject({
    newPlans: ["专业版"], opened: [{ planName: "专业版", provinces: ["贵州"] }], closed: [{ planName: "标准版", provinces: ["贵州"] }], isAddressNew: true,
    prices: [{ planName: "标准版", provinces: ["四川"], from: "2026-12-01", before: expect.stringContaining("¥30.00") as string, after: expect.stringContaining("¥25.00") as string }, { planName: "专业版", before: null }],
  });
});

it("SC12: the stages of a product, and what may follow what", () => {
  const at = new Date();
  expect((["inStudy", "inDesign", "inTest", "active", "launched", "retired", "obsolete"] as const).map((state) => stageOf({ state, salesStoppedAt: null }))).toEqual(["draft", "draft", "draft", "waiting", "onSale", "stopped", "retired"]);
  expect(stageOf({ state: "launched", salesStoppedAt: at })).toBe("stopped");
  const moves = saleStages.flatMap((from) => saleStages.filter((to) => canMove(from, to)).map((to) => `${from} ${to}`));
  expect(moves).toEqual(["draft waiting", "draft onSale", "draft retired", "waiting draft", "waiting onSale", "onSale stopped", "stopped onSale", "stopped retired"]);
  expect([retireBlockers({ runningProducts: 0, openOrders: 0 }), retireBlockers({ runningProducts: 1, openOrders: 2 })]).toEqual([[], ["productsRun", "ordersOpen"]]);
});

it("PN7: other words for a product come back out of its search keys", () => {
  for (const words of [[], ["网盘"], ["网盘", "文件共享", "OA"]]) expect(alsoCalledIn("云盘", searchKeysOf("云盘", words).pinyin)).toEqual(words);
  expect(searchKeysOf("企业邮箱", []).initials).toBe("qyyx");
});

it("a value is read and written at its path, and nothing else is touched", () => {
  const next = withValueAt(sold, "offerings.0.prices.0.components.0.name", "席位费");
  expect([valueAt(next, "offerings.0.prices.0.components.0.name"), valueAt(sold, "offerings.0.prices.0.components.0.name")]).toEqual(["席位费", "席位月费"]);
  expect([next.copy === sold.copy, valueAt(sold, "offerings.9.name"), valueAt(sold, "constructor.name")]).toEqual([true, undefined, undefined]);
});
