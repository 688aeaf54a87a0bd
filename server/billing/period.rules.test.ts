import { expect, it } from "vitest";
import { dueDayFor } from "./period.rules";

it("4.4, Dates: a bill is due at the end of the month in which it is published, and one that is published late gets that whole month as well", () => {
  expect(dueDayFor("2026-02-28", new Date("2026-02-03T01:00:00Z"))).toBe("2026-02-28");
  expect(dueDayFor("2026-03-31", new Date("2026-02-27T01:00:00Z"))).toBe("2026-03-31");
  expect(dueDayFor("2026-02-28", new Date("2026-06-10T01:00:00Z"))).toBe("2026-06-30");
  expect(dueDayFor("2026-02-28", new Date("2026-02-28T16:00:00Z"))).toBe("2026-03-31");
});
