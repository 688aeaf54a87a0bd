import { expect, test } from "vitest";
import { workingTime } from "./working-time";

test.each([
  [0, "0 分钟"],
  [59, "59 分钟"],
  [60, "1 小时"],
  [983, "16 小时 23 分"],
])("OR9: %i minutes of working time read as people say them", (minutes, words) => {
  expect(workingTime(minutes)).toBe(words);
});
