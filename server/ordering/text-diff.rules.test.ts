import fc from "fast-check";
import { expect, it } from "vitest";
import { diffText, isSameText, paragraphsOf } from "./text-diff.rules";

it.each([
  ["nothing", "甲\n乙", "甲\n\n乙", [["same", "甲"], ["same", "乙"]]],
  ["a paragraph that came", "甲\n乙", "甲\n丙丙丙\n乙", [["same", "甲"], ["added", "丙丙丙"], ["same", "乙"]]],
  ["a paragraph that went", "甲\n乙", "乙", [["removed", "甲"], ["same", "乙"]]],
  ["another in its place", "完全不同的一段", "毫无关系之文字", [["removed", "完全不同的一段"], ["added", "毫无关系之文字"]]],
] as const)("OR14: the difference of two texts says %s", (_, before, after, expected) => {
  expect(diffText(before, after).map((change) => [change.kind, change.kind === "changed" ? "" : change.text])).toEqual(expected);
});

it("OR14: in a paragraph that was changed only what differs is marked, by whole characters", () => {
  expect(diffText("服务终止后 30 天内可导出数据。", "服务终止后 60 天内可导出全部数据。")).toEqual([{ kind: "changed", head: "服务终止后 ", before: "30 天内可导出", after: "60 天内可导出全部", tail: "数据。" }]);
  expect(diffText("服务终止后 30 天内可导出", "服务终止后 60 天内可导出")).toEqual([{ kind: "changed", head: "服务终止后 ", before: "30", after: "60", tail: " 天内可导出" }]);
  expect(diffText("限额为 1200 元一年", "限额为 12 元一年")).toEqual([{ kind: "changed", head: "限额为 ", before: "1200", after: "12", tail: " 元一年" }]);
  expect(diffText("表情😀在此，其余的文字", "表情😁在此，其余的文字")).toEqual([{ kind: "changed", head: "表情", before: "😀", after: "😁", tail: "在此，其余的文字" }]);
});

it("OR14: from the difference both texts can be read again, whatever they are", () => {
  const text = fc.array(fc.constantFrom("甲乙丙丁", "甲乙丙", "戊己庚辛壬癸", "子丑", "寅卯辰"), { maxLength: 8 }).map((lines) => lines.join("\n"));
  fc.assert(fc.property(text, text, (before, after) => {
    const changes = diffText(before, after);
    const side = (which: "before" | "after", own: string) => changes.flatMap((change) => (change.kind === "changed" ? [change.head + change[which] + change.tail] : change.kind === "same" || change.kind === own ? [change.text] : []));
    expect([side("before", "removed"), side("after", "added")]).toEqual([paragraphsOf(before), paragraphsOf(after)]);
    expect(isSameText(changes)).toBe(paragraphsOf(before).join("\n") === paragraphsOf(after).join("\n"));
  }));
});
