import { describe, expect, it } from "vitest";
import { type FigureValue, alarmChanges, figures, isTold, thresholds } from "./figure.rules";
import { figureText, figureWords, thresholdText } from "./figure.words";

const at = (figure: FigureValue["figure"], value: bigint, provinceId = "SD"): FigureValue => ({ provinceId, figure, value });
const standing = { id: "a", provinceId: "SD", figure: "ordersWaiting" as const };

describe("SY2: what one look at the figures changes", () => {
  it.each([
    ["just under the threshold", [at("ordersWaiting", 49n)], [], [], []],
    ["at the threshold", [at("ordersWaiting", 50n)], [], [at("ordersWaiting", 50n)], []],
    ["still over it", [at("ordersWaiting", 80n)], [standing], [], []],
    ["under it, but not back", [at("ordersWaiting", 40n)], [standing], [], []],
    ["back", [at("ordersWaiting", 39n)], [standing], [], ["a"]],
    ["over it elsewhere", [at("ordersWaiting", 39n), at("ordersWaiting", 50n, "SC")], [standing], [at("ordersWaiting", 50n, "SC")], ["a"]],
    ["no longer counted", [], [standing], [], ["a"]],
  ] as const)("%s", (_, values, open, toOpen, toClose) => expect(alarmChanges(values, open)).toEqual({ toOpen, toClose }));

  it.each(figures)("%s closes at or under where it opens", (figure) => {
    const { raiseAt, clearBelow } = thresholds[figure];
    expect(clearBelow > 0n && clearBelow <= raiseAt).toBe(true);
    expect(alarmChanges([at(figure, raiseAt)], []).toOpen).toHaveLength(1);
    expect(alarmChanges([at(figure, raiseAt - 1n)], []).toOpen).toEqual([]);
    expect(alarmChanges([at(figure, clearBelow - 1n)], [{ id: "a", provinceId: "SD", figure }]).toClose).toEqual(["a"]);
  });
});

it.each([
  ["a reviewer of the whole platform", { roles: ["provinceReviewer"], provinceIds: [] }, true],
  ["a reviewer of this province", { roles: ["provinceReviewer"], provinceIds: ["SC", "GZ"] }, true],
  ["a reviewer of another", { roles: ["provinceReviewer"], provinceIds: ["GZ"] }, false],
  ["who may only look", { roles: ["auditor", "nationalAdmin"], provinceIds: [] }, false],
] as const)("SY2: of waiting orders, %s is told: %#", (_, duty, told) => expect(isTold(duty, { provinceId: "SC", figure: "ordersWaiting" })).toBe(told));

it.each([
  ["ordersWaiting", 3n, "3 件"], ["oldestReview", 0n, "0 分"], ["oldestReview", 59n, "59 分"], ["oldestReview", 60n, "1 小时"], ["oldestReview", 570n, "9 小时 30 分"], ["unsettledFen", 123_456n, "¥1,234.56"], ["pushErrors", 12n, "12 条"],
] as const)("SY2: %s of %s reads %s", (figure, value, text) => {
  expect(figureText(figure, value)).toBe(text);
  expect(figureWords[figure].name).not.toBe("");
  expect(thresholdText(figure)).toMatch(/^达到 .+告警，低于 .+解除$/);
});
