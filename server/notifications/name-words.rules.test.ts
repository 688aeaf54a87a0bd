import { expect, it } from "vitest";
import { kept, nameWords, readable, titleIn } from "./name-words.rules";
import { languages, namesIn } from "./template.rules";
import { templateKinds, templates } from "./templates.rules";

it("NT5: staff read every name of every message in Chinese, and what they read is kept as it was, in each language", () => {
  for (const kind of templateKinds) {
    for (const language of languages) {
      for (const words of [templates[kind][language].subject, templates[kind][language].text]) {
        expect(readable(words), kind).not.toMatch(/\{[?!/]?[a-zA-Z]/);
        expect(kept(readable(words)), kind).toBe(words);
      }
    }
    expect(titleIn(templates[kind]["zh-CN"].subject), kind).not.toMatch(/\{[?!/a-zA-Z]/);
  }
});

it("NT5: no two names are called the same, and none stands there that no message has", () => {
  expect(new Set(Object.values(nameWords)).size).toBe(Object.keys(nameWords).length);
  const used = new Set(templateKinds.flatMap((kind) => languages.flatMap((language) => namesIn(templates[kind][language]))));
  expect([...used].sort()).toEqual(Object.keys(nameWords).sort());
});

it.each([
  ["订单 {编号} 通过", "订单 {number} 通过"], ["{?自动充值已停用}停{/自动充值已停用}", "{?isOff}停{/isOff}"], ["{ 编号 }", "{number}"], ["{number}", "{number}"], ["{没有的}", "{没有的}"], ["{编号", "{编号"], ["{}", "{}"],
])("NT5: “%s” is kept as “%s”", (typed, stored) => expect(kept(typed)).toBe(stored));

it("NT5: a title in the list says what is usual, without the cases", () => expect(titleIn(templates["payment.done"]["zh-CN"].subject)).toBe("付款成功：{金额}"));
