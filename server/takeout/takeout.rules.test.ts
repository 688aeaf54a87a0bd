import { expect, it } from "vitest";
import { type Kind, cellOf, headOf, lineOf, objectOf, plainOf, readmeOf } from "./takeout.rules";
import { takeoutKinds } from "./takeout.words";

const kind: Kind = { file: "x", title: "测试", reach: "group", columns: [{ name: "memo", title: "说明", kind: "text" }, { name: "sumFen", title: "金额", kind: "fen" }, { name: "state", title: "状态", kind: "code", words: { open: "正常" } }, { name: "on", title: "日期", kind: "day" }, { name: "at", title: "时间", kind: "instant" }, { name: "codes", title: "套餐", kind: "list" }] };
const row = { memo: "=1+1", sumFen: -123_456n, state: "open", on: new Date("2026-11-01"), at: new Date("2026-11-27T16:30:00Z"), codes: ["A", "B"] };

it("DP1, promise 43: a cell is never a formula, sums are yuan, codes are words, and times are Beijing's", () => {
  expect(headOf(kind)).toBe("\ufeff说明,金额,状态,日期,时间,套餐\r\n");
  expect(lineOf(kind, row)).toBe(`"'=1+1",-1234.56,正常,2026-11-01,2026-11-28 00:30:00,A、B\r\n`);
  expect(lineOf(kind, { memo: null })).toBe(",,,,,\r\n");
});

it("DP1: JSON has the same facts, a code as it is and what is absent as null", () => {
  expect(JSON.parse(objectOf(kind, row))).toEqual({ memo: "=1+1", sumFen: "-1234.56", state: "open", on: "2026-11-01", at: "2026-11-28 00:30:00", codes: ["A", "B"] });
  expect(plainOf({ name: "isHard", title: "", kind: "code" }, false)).toBe(false);
  expect(cellOf({ name: "isHard", title: "", kind: "code" }, false)).toBe("否");
});

it("DP1: the file of words names each file and each column, and which have the children's rows", () => {
  const kinds = Object.values(takeoutKinds);
  const text = readmeOf({ companyName: "测试企业", accountName: "acme01", askedAt: new Date("2026-11-27T04:00:00Z"), kinds: kinds.map((each) => ({ kind: each, rows: 3 })), hasChildren: true });
  for (const { file, title, columns, reach } of kinds) {
    expect(text).toContain(`${file}.csv、${file}.json：${title}${reach === "group" ? "（含子帐号）" : ""}，3 行`);
    for (const column of columns) expect(text).toContain(`${column.title}（${column.name}）`);
  }
  expect(new Set(kinds.map(({ file }) => file)).size).toBe(kinds.length);
});
