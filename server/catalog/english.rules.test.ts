import { expect, it } from "vitest";
import type { OfferingView } from "./catalog.schema";
import { offeringIn } from "./english.rules";

const component = { id: "usage", kind: "usage", name: "短信", feeFen: 10n, bands: [], freeUnits: 100, unitName: "条", taxRateBp: 600 } as const;
const view = { name: "标准版", summary: "按条计费", includes: ["不限模板"], seatRule: { seatsMin: 1, seatsMax: 1, seatStep: 1, seatName: "套" }, price: { components: [component] } } as unknown as OfferingView;
const english = { name: "Standard", summary: "By the message", includes: ["Any number of templates"], seatName: "set", prices: { usage: "Messages" } };
const shown = (locale: "en" | "zh-CN", words: object) => offeringIn(locale, words, view).price?.components.map(({ name, unitName }) => [name, unitName]);

it("AX2, SC12: an English page names a unit of use in English where it was written, and the Chinese page never does", () => {
  expect(shown("en", { ...english, unitNames: { usage: "message" } })).toEqual([["Messages", "message"]]);
  expect(shown("en", english)).toEqual([["Messages", "条"]]);
  expect(shown("zh-CN", { ...english, unitNames: { usage: "message" } })).toEqual([["短信", "条"]]);
});
