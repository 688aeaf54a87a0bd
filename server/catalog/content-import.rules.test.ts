import readWorkbook from "read-excel-file/node";
import writeWorkbook from "write-excel-file/node";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { newPlan, newPrice, wholeProduct } from "../../e2e/fixtures/catalogue-content";
import { contentFromSheets } from "./content-import.rules";
import type { ProductContent } from "./content.schema";
import { sheetsOf } from "./content-sheet.rules";

const released = newPrice(["SC", "GZ"], "3000", { key: "1-2026-01-01-SC", isReleased: true, from: "2026-01-01" });
const bands = { id: "graduated", kind: "graduated" as const, name: "阶梯", feeFen: "0", bands: [{ upTo: 20, feeFen: "4500" }, { upTo: null, feeFen: "3000" }], freeUnits: 0, unitName: null, taxRateBp: 600 };
const others = [{ id: "usage", kind: "usage" as const, name: "短信", feeFen: "10", bands: [], freeUnits: 100, unitName: "条", taxRateBp: 900 }, { id: "yearly", kind: "yearly" as const, name: "年费", feeFen: "360000", bands: [], freeUnits: 0, unitName: null, taxRateBp: 600, monthFeeFen: "36000" }];
const whole = wholeProduct("DISK", ["SC", "GZ"], { offerings: [newPlan("DISK-STD", ["SC"], { prices: [released, { ...newPrice(["SC"]), key: "file-DISK-STD-2", from: "2026-12-01", components: [bands, ...others] }] }), newPlan("DISK-PRO", ["SC", "GZ"], { prices: [{ ...newPrice(["GZ", "SC"]), key: "file-DISK-PRO-1" }] })] });

const file = async (content: ProductContent) => writeWorkbook(sheetsOf([{ code: "DISK", content }]) as never).toBuffer();
const sheetsIn = async (content: ProductContent) => (await readWorkbook(await file(content))).map(({ sheet, data }) => ({ sheet, data: data as unknown[][] }));
/** The same workbook with a cell of it changed, by sheet, row as a spreadsheet counts, and column. */
async function edited(sheet: string, row: number, column: string, value: unknown) {
  const sheets = await sheetsIn(whole);
  const { data } = sheets.find((one) => one.sheet === sheet)!;
  data[row - 1]![data[0]!.indexOf(column)] = value;
  return contentFromSheets(sheets, "DISK", whole);
}

it("SC12: a product comes back out of its workbook as it went in", async () => {
  const read = contentFromSheets(await sheetsIn(whole), "DISK", whole);
  expect(read.problems).toEqual([]);
  expect(read.content).toEqual(whole);
});

it("SC12: what is changed in a workbook fills the draft; released prices stand whatever the file says", async () => {
  expect((await edited("产品", 2, "名称", "企业云盘")).content.name).toBe("企业云盘");
  expect((await edited("价格", 6, "金额", 28.5)).content.offerings[1]?.prices[0]?.components[0]?.feeFen).toBe("2850");
  expect((await edited("价格", 2, "金额", 1)).content).toEqual(whole);
  expect((await edited("套餐", 3, "套餐编码", "DISK-MAX")).problems).toContainEqual({ sheet: "价格", row: 6, column: "套餐编码", code: "planUnknown" });
});

describe("SC12: what a workbook says wrong is named by its cell, and nothing of it counts", () => {
  it.each([
    ["套餐", 2, "最少", "五", "notWhole"], ["套餐", 3, "停机保号费", "-1", "amountWrong"], ["套餐", 2, "首月怎么收", "看着办", "wordUnknown"], ["套餐", 2, "组合套餐", "也许", "yesOrNo"], ["套餐", 2, "开放省份", "四川、火星", "wordUnknown"],
    ["价格", 6, "金额", "三十", "amountWrong"], ["价格", 3, "从哪天起", "12月1日", "dayWrong"], ["价格", 3, "分档", "20:45；x:30", "bandWrong"], ["价格", 6, "税率", "一成", "taxRateWrong"], ["价格", 6, "计费方式", "随缘", "wordUnknown"],
    ["产品", 2, "类别", "其他", "wordUnknown"], ["产品", 2, "产品编码", "OA", "otherProduct"], ["文案", 2, "部分", "别的", "wordUnknown"], ["套餐", 3, "套餐编码", "DISK-STD", "codeTaken"],
    ["产品", 2, "一句话说明", "长".repeat(201), "tooLong"], ["套餐", 3, "名称", "长".repeat(41), "tooLong"],
  ] as const)("%s row %i %s", async (sheet, row, column, value, code) => {
    const { content, problems } = await edited(sheet, row, column, value);
    expect(problems).toContainEqual({ sheet, row, column, code });
    expect(content).toBe(whole);
  });

  it("a sheet without a column, too many rows, and a file of something else", async () => {
    expect((await edited("套餐", 1, "名称", "叫什么")).problems).toContainEqual({ sheet: "套餐", row: 1, column: "名称", code: "columnMissing" });
    const sheets = await sheetsIn(whole);
    sheets[0]!.data.push(...Array.from({ length: 600 }, () => ["DISK"]));
    expect(contentFromSheets(sheets, "DISK", whole).problems[0]).toMatchObject({ sheet: "产品", row: 502, code: "tooManyRows" });
    expect(contentFromSheets([{ sheet: "Sheet1", data: [["a"]] }], "DISK", whole).problems[0]).toMatchObject({ code: "sheetsMissing" });
  });
});

it("promise 43: what looks like a formula is a text in its cell, and comes back as the same words", async () => {
  const hostile = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://evil.example","x")', "<f>1</f>]]>&"];
  const content = { ...whole, alsoCalled: hostile.slice(0, 4), offerings: whole.offerings.map((plan) => ({ ...plan, includes: hostile })) };
  const parts = unzipSync(new Uint8Array(await file(content)));
  for (const [name, bytes] of Object.entries(parts)) if (name.includes("worksheets/sheet")) expect(new TextDecoder().decode(bytes)).not.toMatch(/<f[ >]|hyperlink/i);
  expect(contentFromSheets(await sheetsIn(content), "DISK", content).content).toEqual(content);
});

describe("SC12: English words go out in columns of their own and come back", () => {
  const titled = [{ title: "Easy", text: "Open it and work." }];
  const english = { name: "Drive", summary: "Files in one place.", providerName: "The operator", serviceHours: "Day and night", dataLocation: "In the province", copy: { audience: "Small companies.", highlights: titled, features: titled, steps: titled, faq: [{ question: "How much?", answer: "No limit." }] } };
  const planWords = { name: "Standard", summary: "For small teams", includes: ["20 GB a seat", "Links"], seatName: "seat", prices: { seat: "Drive seat", graduated: "Drive seat", usage: "Messages", yearly: "Yearly fee" }, unitNames: { usage: "message" } };
  const both = { ...whole, english, offerings: whole.offerings.map((plan, index) => (index === 0 ? { ...plan, english: planWords } : plan)) };
  const sheetOf = (sheets: { sheet: string; data: unknown[][] }[], name: string) => sheets.find(({ sheet }) => sheet === name)!.data;
  /** The workbook of `both` with some cells of a sheet changed, read into the product that has no English yet, or into `both`. */
  async function changed(cells: readonly (readonly [sheet: string, row: number, column: string, value: unknown])[], before: ProductContent = whole) {
    const sheets = await sheetsIn(both);
    for (const [sheet, row, column, value] of cells) {
      const data = sheetOf(sheets, sheet);
      data[row - 1]![data[0]!.indexOf(column)] = value;
    }
    return contentFromSheets(sheets, "DISK", before);
  }

  it("SC12: as they went out, into a product that has them and into one that has none", async () => {
    expect(await changed([], both)).toEqual({ content: both, problems: [] });
    expect(await changed([])).toEqual({ content: both, problems: [] });
  });

  it("SC12: what is changed there fills the draft, and emptied all of it the product has none", async () => {
    expect((await changed([["产品", 2, "名称（英文）", "Cloud drive"], ["套餐", 2, "包含（英文）", "30 GB a seat"], ["费用英文", 4, "用量单位（英文）", "text"], ["文案", 2, "内容（英文）", "Just open it."]])).content).toEqual({
      ...both, english: { ...english, name: "Cloud drive", copy: { ...english.copy, highlights: [{ title: "Easy", text: "Just open it." }] } },
      offerings: both.offerings.map((plan, index) => (index === 0 ? { ...plan, english: { ...planWords, includes: ["30 GB a seat"], unitNames: { usage: "text" } } } : plan)),
    });
    const none = contentFromSheets(await sheetsIn(whole), "DISK", both);
    expect([none.problems, none.content.english, none.content.offerings[0]?.english]).toEqual([[], null, null]);
  });

  it("SC12: a file from before them leaves what was written, and one that lacks some of them says which", async () => {
    const old = (await sheetsIn(both)).filter(({ sheet }) => sheet !== "费用英文").map(({ sheet, data }) => ({ sheet, data: data.map((cells) => cells.filter((_, place) => !String(data[0]![place]).includes("（英文）"))) }));
    expect(contentFromSheets(old, "DISK", both)).toEqual({ content: both, problems: [] });
    expect((await changed([["产品", 1, "名称（英文）", "Name"]])).problems).toEqual([{ sheet: "产品", row: 1, column: "名称（英文）", code: "columnMissing" }]);
  });

  it.each([
    ["产品", 2, "名称（英文）", "x".repeat(81), "tooLong"], ["产品", 2, "适合谁（英文）", "x".repeat(601), "tooLong"], ["文案", 4, "内容（英文）", "x".repeat(301), "tooLong"], ["文案", 5, "标题（英文）", "x".repeat(81), "tooLong"],
    ["套餐", 2, "数量单位（英文）", "x".repeat(41), "tooLong"], ["套餐", 2, "包含（英文）", "x".repeat(201), "tooLong"], ["费用英文", 3, "费用名称（英文）", "x".repeat(81), "tooLong"], ["费用英文", 4, "用量单位（英文）", "x".repeat(41), "tooLong"],
    ["费用英文", 2, "费用标识", "sead", "feeUnknown"], ["费用英文", 3, "费用标识", "seat", "feeTwice"], ["费用英文", 2, "套餐编码", "DISK-MAX", "planUnknown"], ["文案", 4, "内容", "长".repeat(301), "tooLong"],
  ] as const)("SC12: %s row %i %s, named by its cell", async (sheet, row, column, value, code) => {
    const { content, problems } = await changed([[sheet, row, column, value]]);
    expect(problems).toContainEqual({ sheet, row, column, code });
    expect(content).toBe(whole);
  });

  it("SC12: each head says of what it is the English", async () => {
    const heads = (await sheetsIn(whole)).map(({ sheet, data }) => [sheet, (data[0] as string[]).filter((name) => name.includes("英文"))]);
    expect(heads).toEqual([["产品", ["名称（英文）", "一句话说明（英文）", "适合谁（英文）", "谁提供（英文）", "服务时间（英文）", "数据在哪里（英文）"]], ["文案", ["标题（英文）", "内容（英文）"]], ["套餐", ["名称（英文）", "说明（英文）", "包含（英文）", "数量单位（英文）"]], ["组成", []], ["价格", []], ["费用英文", ["费用名称（英文）", "用量单位（英文）"]]]);
  });
});
