import type { Locale } from "../platforms/locale.rules";

/** What stands beside the figures of a formula that a person checks by hand (BI2). */
const zh = {
  volume: "（按总量所在档）", graduated: (seats: number) => `${seats} 个按档累加`, oneTime: "（一次性）", yearly: "（包年一次付清）",
  full: "首月按整月", half: "× 1/2（16 日起半月）", free: "首月免费至月底", days: (left: number, of: number) => `× ${left}/${of} 天`,
};
export type FormulaWords = typeof zh;
const en: FormulaWords = {
  volume: " (band of the total)", graduated: (seats) => `${seats} by bands`, oneTime: " (once)", yearly: " (a year in advance)",
  full: "first month whole", half: "× 1/2 (half a month from the 16th)", free: "free to the end of the month", days: (left, of) => `× ${left}/${of} days`,
};

/** Bills and contracts are in Chinese; a calculator speaks its page's language. */
export const formulaWords: Record<Locale, FormulaWords> = { "zh-CN": zh, en };
