import { expect, it } from "vitest";
import { noticeBody } from "./notice.rules";
import { type Pair, type Uneven, type Words, fill, joined, languages, namesIn, unknownIn } from "./template.rules";
import { type Told, letterOf, templateKinds, templates, worded } from "./templates.rules";

it("NT5: a name that a language lacks, or data that a call leaves out, does not compile", () => {
  const _uneven = { one: { "zh-CN": { subject: "{number}", text: "x" }, en: { subject: "{nomber}", text: "x" } } } as const satisfies Record<string, Pair>;
  // @ts-expect-error the languages do not name the same
  true satisfies [Uneven<typeof _uneven>] extends [never] ? true : false;
  // @ts-expect-error a language is missing
  ({ "zh-CN": { subject: "x", text: "x" } }) satisfies Pair;
  // @ts-expect-error the reason is missing
  expect(worded("order.returned", { number: "SD1" }).kind).toBe("order.returned");
  // @ts-expect-error a sentence is no message: only words of a table are
  ({ kind: "order.returned", subject: "订单 SD1 需要您更正", text: "请更正。" }) satisfies Told;
  // @ts-expect-error nor is data that nobody asked whether it is whole
  ({ kind: "order.returned", values: { number: "SD1" } }) satisfies Told;
});

const saidIn = ({ subject, text, link }: Words): string[] => [subject, text, ...(link === undefined ? [] : [link])];

it("NT5: each template is whole in each language: the same names, no bracket left over, no Chinese in English words", () => {
  for (const kind of templateKinds) {
    const names = languages.map((language) => namesIn(templates[kind][language] as Words).sort());
    expect(names[1], kind).toEqual(names[0]);
    for (const language of languages) for (const words of saidIn(templates[kind][language])) expect(unknownIn(words, names[0] ?? []), `${kind} ${language}`).toBeNull();
    expect(saidIn(templates[kind].en).join(""), kind).not.toMatch(/[\u4e00-\u9fff，。：；（）]/);
    // A button in one language alone leads nowhere in the other.
    expect(saidIn(templates[kind].en), kind).toHaveLength(saidIn(templates[kind]["zh-CN"]).length);
  }
});

it("NT5: names, days and instants stand as each language writes them, and parts only when they are so", () => {
  const words = "{number}：{on}{?isOpen}，已开{/isOpen}{!isOpen}，未开{/isOpen}，{at}{nothing}";
  const values = { number: "SD1", on: { day: "2026-11-28" }, at: { at: "2026-11-28T01:05:00Z" }, isOpen: true };
  expect(fill(words, values, "zh-CN")).toBe("SD1：2026年11月28日，已开，2026年11月28日 09:05");
  expect(fill(words, { ...values, isOpen: false }, "en")).toBe("SD1：28 Nov 2026，未开，28 Nov 2026 09:05");
  // What somebody typed is never a name.
  expect(fill("{reason}", { reason: "{number}", number: "SD1" }, "zh-CN")).toBe("{number}");
});

it("NT5: a month, a word of ours and several of them stand as each language writes them; a case may stand in a case", () => {
  const role = { "zh-CN": "审批员", en: "approver" };
  const words = "{month} {role} {all}{?isOwn} a{!isLate} b{/isLate}{?isLate} c{/isLate}{/isOwn}";
  const values = { month: { month: "2026-05-01" }, role, all: joined([role, "张三", { day: "2026-05-01" }]), isOwn: true, isLate: false };
  expect(fill(words, values, "zh-CN")).toBe("2026年5月 审批员 审批员、张三、2026年5月1日 a b");
  expect(fill(words, { ...values, isLate: true }, "en")).toBe("May 2026 approver approver, 张三, 1 May 2026 a c");
  expect(fill(words, { ...values, isOwn: false }, "en")).toBe("May 2026 approver approver, 张三, 1 May 2026");
  expect(namesIn({ subject: words, text: "" })).toEqual(["month", "role", "all", "isOwn", "isLate"]);
});

it.each([
  ["订单 {number} 通过", null], ["{?isOff}a{!number}b{/number}{/isOff}", null], ["{?isOff}a{!number}b{/isOff}", "{!number}"], ["{number}{?isOff}停{/isOff}", null], ["{nummer}", "{nummer}"], ["{?isOpen}x{/isOpen}", "{?isOpen}"], ["{number", "{"], ["number}", "}"], ["{?isOff}没有结束", "{?isOff}"], ["{}", "{}"],
] as const)("NT5: of “%s” is refused %s", (words, refused) => expect(unknownIn(words, ["number", "isOff"])).toBe(refused));

it("NT5: a letter in another language keeps whom it greets and where it leads, and its notice reads without both", () => {
  const link = { url: "http://sd.kdsw.localhost:3000/account/orders/1" };
  const { values } = worded("order.approved", { number: "SD1" });
  const letter = letterOf(templates["order.approved"].en, { values, greets: "Li Lei", link }, "en");
  expect(letter).toEqual({ subject: "Order SD1 approved", text: "Dear Li Lei,\nOrder SD1 was approved and is being opened, usually within an hour.", link: { ...link, label: "View order" } });
  expect(noticeBody(`${letter.text}\n\n${letter.link?.label ?? ""}：${link.url}`, "http://sd.kdsw.localhost:3000")).toEqual({ text: "Order SD1 was approved and is being opened, usually within an hour.", link: { label: "View order", href: "/account/orders/1" } });
});
