import { expect, it } from "vitest";
import { type Choice, type Times, isQuietAt, isTold, noTimes, quietEnd, wayOf } from "./choice.rules";
import { SaveTimes, minutesOf, timeOf } from "./choice.schema";
import { eventOf, mustOf, noticeEventNames, noticeEvents } from "./kind.rules";
import { topicOf } from "./notice.rules";

const off = (event: string, channel: "mail" | "push" = "mail"): Choice => ({ event, channel, isOn: false });
const on = (event: string, channel: "mail" | "push" = "mail"): Choice => ({ event, channel, isOn: true });

it.each([
  ["nobody chose anything", [], [], true],
  ["the owner switched it off for the role", [], [off("orderProgress")], false],
  ["one's own word stands above the role's", [on("orderProgress")], [off("orderProgress")], true],
  ["also when it says no", [off("orderProgress")], [], false],
  ["a word about another channel is none", [off("orderProgress", "push")], [off("orderProgress", "push")], true],
  ["nor is one about another event", [off("bill")], [off("bill")], true],
] as const)("NT4: %s", (_, own, byRole, told) => expect(isTold({ own, byRole }, "orderProgress", "mail")).toBe(told));

it("NT4: arrears, contract, policies and security cannot be switched off, by nobody, and say why", () => {
  const must = noticeEventNames.filter((event) => mustOf(event) !== null);
  expect(must).toEqual(["arrears", "contract", "policy", "security"]);
  for (const event of must) for (const channel of ["mail", "push"] as const) expect(isTold({ own: [off(event, channel)], byRole: [off(event, channel)] }, event, channel)).toBe(true);
  expect(["dunning.suspended", "product.suspended", "childPayer.set", "change.blocked", "account.closed", "password.changed", "recovery.notice"].map(eventOf)).toEqual(["arrears", "arrears", "contract", "contract", "contract", "security", "security"]);
});

it("NT4: a kind belongs to one event, and each has a topic of the notice centre; a code is nobody's choice", () => {
  const kinds = noticeEventNames.flatMap((event) => [...noticeEvents[event].kinds] as string[]);
  expect(new Set(kinds).size).toBe(kinds.length);
  expect(kinds.filter((kind) => topicOf(kind.split(".")[0] ?? "") === null)).toEqual([]);
  expect(["code.signIn", "digest.daily", "opening.approved", "alarm.databaseDisk"].map(eventOf)).toEqual([null, null, null, null]);
});

const night: Times = { quietFrom: 22 * 60, quietUntil: 8 * 60, digestAt: null };
const noon: Times = { quietFrom: 12 * 60, quietUntil: 14 * 60, digestAt: null };
const at = (text: string) => new Date(`${text}+08:00`);

it.each([
  ["before midnight", night, "2026-11-28T23:30", "2026-11-29T08:00"], ["after midnight", night, "2026-11-29T00:00", "2026-11-29T08:00"], ["at the first minute", night, "2026-11-28T22:00", "2026-11-28T08:00+1"],
  ["at the last", night, "2026-11-29T07:59", "2026-11-29T08:00"], ["at the end it is over", night, "2026-11-29T08:00", null], ["by day", night, "2026-11-28T15:00", null],
  ["a rest at noon", noon, "2026-11-28T12:30", "2026-11-28T14:00"], ["none were set", noTimes, "2026-11-28T23:30", null],
] as const)("NT7: quiet hours %s", (_, times, now, until) => expect(quietEnd(at(now), times)).toEqual(until === null ? null : until.endsWith("+1") ? at("2026-11-29T08:00") : at(until)));

it("NT7: hours go over midnight or do not", () => {
  expect([isQuietAt(0, night), isQuietAt(480, night), isQuietAt(1320, night), isQuietAt(720, noon), isQuietAt(840, noon)]).toEqual([true, false, true, true, false]);
});

const ask = (over: Partial<Parameters<typeof wayOf>[0]>) => wayOf({ event: "orderProgress", channel: "mail", isOn: true, isUrgent: false, times: { ...night, digestAt: 9 * 60 }, now: at("2026-11-28T23:30"), ...over });
it.each([
  ["what is switched off goes nowhere", { isOn: false }, "never"],
  ["a mail waits for the digest", {}, { until: at("2026-11-29T09:00"), isForDigest: true }],
  ["by day for tomorrow's", { now: at("2026-11-28T10:00") }, { until: at("2026-11-29T09:00"), isForDigest: true }],
  ["in the morning for today's", { now: at("2026-11-28T08:30") }, { until: at("2026-11-28T09:00"), isForDigest: true }],
  ["a push waits for the end of quiet hours, in no digest", { channel: "push" }, { until: at("2026-11-29T08:00"), isForDigest: false }],
  ["by day it goes at once", { channel: "push", now: at("2026-11-28T10:00") }, "now"],
  ["a P1 fault wakes", { event: "ticket", isUrgent: true }, "now"],
  ["so does security", { event: "security" }, "now"],
  ["and a legal due day", { event: "arrears" }, "now"],
  ["a contract's notice waits for the morning and is no line of a digest", { event: "contract" }, { until: at("2026-11-29T08:00"), isForDigest: false }],
] as const)("NT7: %s", (_, over, way) => expect(ask(over)).toEqual(way));

const problem = (quietFrom: string, quietUntil: string, digestAt: string) => SaveTimes.safeParse({ quietFrom, quietUntil, digestAt }).error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`) ?? [];
it("NT7: hours have both ends, not the same, and a digest comes when one is awake; errors stand at their field", () => {
  expect(problem("22:00", "08:00", "09:00")).toEqual([]);
  expect(problem("", "", "")).toEqual([]);
  expect(problem("22:00", "", "")).toEqual(["quietUntil quietEndMissing"]);
  expect(problem("", "08:00", "")).toEqual(["quietFrom quietStartMissing"]);
  expect(problem("08:00", "08:00", "")).toEqual(["quietUntil quietWholeDay"]);
  expect(problem("22:00", "08:00", "07:30")).toEqual(["digestAt digestInQuiet"]);
  expect(problem("25:00", "08:00", "")).toEqual(["quietFrom clockTimeWrong"]);
  expect([timeOf(minutesOf("07:05")), timeOf(minutesOf(""))]).toEqual(["07:05", ""]);
});
