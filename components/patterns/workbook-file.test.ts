import { strToU8, zipSync } from "fflate";
import { expect, it } from "vitest";
import writeWorkbook from "write-excel-file/node";
import { refuseBomb } from "./workbook-file";

it("promise 43: a workbook that unpacks to far more than it holds is refused before it is unpacked", async () => {
  expect(() => refuseBomb(zipSync({ "xl/worksheets/sheet1.xml": new Uint8Array(30_000_000) }))).toThrow();
  expect(() => refuseBomb(zipSync(Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`${n}.xml`, strToU8("x")]))))).toThrow();
  expect(() => refuseBomb(strToU8("no archive"))).toThrow();
  expect(() => refuseBomb(new Uint8Array([]))).toThrow();
  const own = new Uint8Array(await writeWorkbook([[{ value: "套餐", type: String }]]).toBuffer());
  expect(() => refuseBomb(own)).not.toThrow();
});
