import { describe, expect, it } from "vitest";
import { newsProblems, newsStateOf, paragraphsOf } from "./news.rules";

const at = (minute: string) => new Date(`2026-11-28T${minute}:00+08:00`);
const item = { startsAt: at("09:00"), endsAt: at("18:00"), withdrawnAt: null };

describe("PN8: where news stands", () => {
  it.each([
    ["a minute before", item, "08:59", "upcoming"],
    ["at its first minute", item, "09:00", "current"],
    ["in its last minute", item, "17:59", "current"],
    ["at its end minute", item, "18:00", "ended"],
    ["without an end", { ...item, endsAt: null }, "23:59", "current"],
    ["withdrawn, whatever its time", { ...item, withdrawnAt: at("10:00") }, "09:30", "withdrawn"],
  ] as const)("%s", (_, timed, minute, state) => expect(newsStateOf(timed, at(minute))).toBe(state));
});

describe("PN8: what news cannot stand", () => {
  const wanted = { startsAt: at("09:00"), endsAt: at("18:00") as Date | null, englishTitle: "", englishText: "", provinceIds: ["SC"] as string[] };
  const place = { now: at("12:00"), allowed: ["SC", "CQ"], mayAll: false };
  it.each([
    ["nothing", {}, []],
    ["an end before its beginning", { endsAt: at("08:00") }, [{ field: "endsAt", code: "endBeforeStart" }]],
    ["an end that has passed", { startsAt: at("08:00"), endsAt: at("11:00") }, [{ field: "endsAt", code: "newsEndPast" }]],
    ["half an English version", { englishTitle: "Notice" }, [{ field: "englishText", code: "englishHalf" }]],
    ["the other half", { englishText: "Words" }, [{ field: "englishTitle", code: "englishHalf" }]],
    ["a province beyond its writer's duty", { provinceIds: ["SC", "GZ"] }, [{ field: "provinceIds", code: "provinceMissing" }]],
    ["all provinces by whom has only some", { provinceIds: [] }, [{ field: "provinceIds", code: "provinceMissing" }]],
  ])("%s", (_, change, problems) => expect(newsProblems({ ...wanted, ...change }, place)).toEqual(problems));
  it("PN8: whoever has the whole platform may speak to all", () => expect(newsProblems({ ...wanted, provinceIds: [] }, { ...place, mayAll: true })).toEqual([]));
});

it("PN8: an empty line parts paragraphs", () => expect(paragraphsOf(" a\nb\n\n \n c \n")).toEqual(["a\nb", "c"]));
