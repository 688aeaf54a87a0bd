import { describe, expect, it } from "vitest";
import type { SearchEntry } from "./catalog.schema";
import { nearCatalogue, searchCatalogue } from "./search.rules";

const entry = (name: string, keys: string, summary = ""): SearchEntry => ({ href: `/products/${name}`, name, summary, kind: "product", keys });
const entries = [
  entry("企业邮箱", "qiyeyouxiang youxiang 邮箱 qyyx yx", "用自己的域名收发邮件"),
  entry("企业建站", "qiyejianzhan wangzhan 网站 qyjz wz", "从域名到维护"),
  entry("协同办公 OA", "xietongbangongoa bangongzidonghua 办公自动化 审批 xtbgoa bgzdh", "请假、报销"),
  entry("宽带接入", "kuandaijieru guangxian 光纤 kdjr gx"),
];
const found = (typed: string) => searchCatalogue(entries, typed).map(({ name }) => name);

describe("PN7: search", () => {
  it.each([
    ["Chinese in the name", "邮箱", ["企业邮箱"]],
    ["initials", "yx", ["企业邮箱"]],
    ["initials in capitals", "QYYX", ["企业邮箱"]],
    ["pinyin", "youxiang", ["企业邮箱"]],
    ["half-typed pinyin", "kuand", ["宽带接入"]],
    ["another word for it", "光纤", ["宽带接入"]],
    ["full-width letters", "OA", ["协同办公 OA"]],
    ["a space in it", "协同 办公", ["协同办公 OA"]],
    ["the summary, after names", "域名", ["企业邮箱", "企业建站"]],
    ["a shared beginning in catalogue order", "企业", ["企业邮箱", "企业建站"]],
    ["nothing typed", "  ", []],
    ["no such word", "空调", []],
  ] as const)("finds by %s", (_, typed, names) => expect(found(typed)).toEqual(names));

  it("PN7: asks every word to be found", () => expect(found("企业 光纤")).toEqual([]));
});

describe("PN7: words that are typed wrong", () => {
  const near = (typed: string) => nearCatalogue(entries, typed).map(({ name }) => name);
  it.each([
    ["a letter left out", "youxang", ["企业邮箱"]],
    ["a letter too many", "youxiangg", ["企业邮箱"]],
    ["two letters swapped", "yuoxiang", ["企业邮箱"]],
    ["a wrong letter, in the middle of a longer key", "guangxien", ["宽带接入"]],
    ["two mistakes in a long word", "bangonzidunghua", ["协同办公 OA"]],
    ["a wrong character", "企业游箱", ["企业邮箱"]],
    ["one word right and one nearly", "企业 wangzhn", ["企业建站"]],
    ["too short to tell", "yz", []],
    ["two characters, where everything is near", "空箱", []],
    ["three mistakes", "bengunzidunghua", []],
    ["nothing", " ", []],
  ] as const)("finds by %s", (_, typed, names) => expect(near(typed)).toEqual(names));

  it("PN7: the nearest comes first", () => expect(near("qiyeyouxian")[0]).toBe("企业邮箱"));
  it("promise 42: a word longer than any key is not compared at all", () => expect(near("youxiang".repeat(10_000))).toEqual([]));
});
