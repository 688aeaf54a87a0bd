import type { FirstPeriodRule, PlanKind } from "./price.schema";
import { formatFen, typedYuan } from "../kernel/money";
import type { ContentComponent, ContentOffering, ContentPrice } from "./content.schema";

export const planKindWords = {
  monthly: "月费", seat: "按数量月费", graduated: "分段累加", volume: "总量定档", yearly: "包年", usage: "按用量", oneTime: "一次性", bundle: "套餐月费",
} as const satisfies Record<PlanKind, string>;

export const firstPeriodNames = { days: "按实际天数", half: "半月计", full: "按整月", freeToMonthEnd: "当月免费" } as const satisfies Record<FirstPeriodRule, string>;

const yuan = (fen: string) => (/^\d+$/.test(fen) ? formatFen(BigInt(fen)) : fen);

/** One component's fee as a person reads it: 每席每月 ¥20.00. */
function componentText({ kind, feeFen, bands, freeUnits, unitName, monthFeeFen }: ContentComponent, seatName: string): string {
  switch (kind) {
    case "seat":
      return `每${seatName}每月 ${yuan(feeFen)}`;
    case "monthly":
    case "bundle":
      return `每月 ${yuan(feeFen)}`;
    case "oneTime":
      return `一次 ${yuan(feeFen)}`;
    case "yearly":
      return `每年 ${yuan(feeFen)}${monthFeeFen === undefined ? "" : `，提前结束按每月 ${yuan(monthFeeFen)} 折算`}`;
    case "usage":
      return `每${unitName ?? ""} ${yuan(feeFen)}，每月 ${freeUnits} ${unitName ?? ""}内免费`;
    case "graduated":
    case "volume":
      return `${kind === "volume" ? "总数所在档" : "分段累加"}：${bands.map((band, index) => `${(bands[index - 1]?.upTo ?? 0) + 1}${band.upTo === null ? " 起" : `–${band.upTo}`} ${yuan(band.feeFen)}`).join("，")}`;
  }
}

/** A whole price in a line: 席位月费 每席每月 ¥20.00；安装 一次 ¥100.00. */
export const priceText = ({ components }: Pick<ContentPrice, "components">, seatName: string): string => components.map((one) => `${one.name} ${componentText(one, seatName)}（税率 ${one.taxRateBp / 100}%）`).join("；");

/** Every component that a plan's prices name, or its English words do, once, by its id. */
export function feesOf({ prices, english }: Pick<ContentOffering, "prices" | "english">): { id: string; name: string; unit: string }[] {
  const fees = new Map(prices.flatMap(({ components }) => components.map(({ id, name, unitName }) => [id, { id, name, unit: unitName ?? "" }] as const)));
  for (const id of [...Object.keys(english?.prices ?? {}), ...Object.keys(english?.unitNames ?? {})]) if (!fees.has(id)) fees.set(id, { id, name: "", unit: "" });
  return [...fees.values()];
}

/** Components of a plan that count use, by id, each with its unit. */
export const unitsOf = ({ prices }: Pick<ContentOffering, "prices">): [id: string, unit: string][] => [...new Map(prices.flatMap(({ components }) => components.flatMap(({ id, kind, unitName }): [string, string][] => (kind === "usage" ? [[id, unitName ?? ""]] : []))))];

/** Fen that stand in a content, as a person types them. */
export const typedFen = (fen: string): string => (/^\d+$/.test(fen) ? typedYuan(BigInt(fen)) : fen.replace(/^\?/, ""));
