import { defaultChannelRules, sandboxChannelRules } from "../../server/ordering/channel.rules";
import { specificationCases } from "../../server/ordering/rule-case.rules";
import { NATIONAL_SCOPE, SANDBOX_PLATFORM, provincesOf } from "../../server/platforms/province.rules";
import type { Db } from "../../server/db";
import { contractBody, contractTitle } from "./contract";
import { seedPolicies } from "./policies";

/** Public holidays and moved workdays 2026 and the start of 2027 as announced for planning in this demonstration. */
const holidays: [string, boolean, string][] = [
  ["2026-10-01", false, "国庆节"], ["2026-10-02", false, "国庆节"], ["2026-10-05", false, "国庆节"], ["2026-10-06", false, "国庆节"], ["2026-10-07", false, "国庆节"],
  ["2026-10-10", true, "国庆节调休"], ["2027-01-01", false, "元旦"],
  ["2027-02-05", false, "春节"], ["2027-02-08", false, "春节"], ["2027-02-09", false, "春节"], ["2027-02-10", false, "春节"], ["2027-02-11", false, "春节"], ["2027-02-06", true, "春节调休"],
];

/** Provinces whose changes of plan still go through the counter and 97 (figure 4-4); the others have opened them. */
const changesAtCounter = ["HE", "LN"];

/** What a platform cannot run without: contract text, channel rules, calendar; the country its policies. Safe to run again. */
export async function seedFoundations(db: Db, platformId: string): Promise<void> {
  if (platformId === NATIONAL_SCOPE) return seedPolicies(db);
  const validFrom = new Date("2026-01-01T00:00:00+08:00");
  await db.contractText.createMany({ data: [{ contractVersion: 1, title: contractTitle, body: contractBody, validFrom, note: "首版协议", writtenBy: "全国法务", releasedBy: "全国管理员", releasedAt: validFrom }], skipDuplicates: true });
  // The 14 take applications on the portal; the 17 do not yet, and say so by rule, not by code.
  const portal = provincesOf(platformId).filter((province) => province.group === "own").map((province) => province.id);
  const onlineFlows = Object.fromEntries(portal.filter((id) => !changesAtCounter.includes(id)).map((id) => [id, ["change" as const]]));
  const isSandbox = platformId === SANDBOX_PLATFORM;
  const rules = isSandbox ? sandboxChannelRules() : defaultChannelRules(portal, onlineFlows);
  const cases = isSandbox ? [] : specificationCases(rules, provincesOf(platformId)[0]?.id ?? "");
  await db.channelRuleSet.createMany({ data: [{ ruleSetVersion: 1, validFrom, rules, cases, note: isSandbox ? "合作伙伴沙箱：不经人工审核" : "规范 4.3.A 的规则表", writtenBy: "全国产品经理", releasedBy: "全国管理员", releasedAt: validFrom }], skipDuplicates: true });
  await db.calendarDay.createMany({ data: holidays.map(([day, isWorkday, name]) => ({ provinceId: "*", day: new Date(`${day}T00:00:00Z`), isWorkday, name })), skipDuplicates: true });
}
