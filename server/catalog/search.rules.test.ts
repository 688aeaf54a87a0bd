import { describe, expect, it } from "vitest";
import type { SearchEntry } from "./catalog.schema";
import { searchCatalogue } from "./search.rules";

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
