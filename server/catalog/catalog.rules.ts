import type { HeadlineUnit, IndustryName, OpenFactName, ProductCard, ProductClassName, SearchEntry } from "./catalog.schema";
import type { FirstPeriodRule, PriceComponent } from "./price.schema";
import { normalMonth, totalFen } from "./rating.rules";

/** The price in force on a business day: half-open, and of several the newest book (SC7). */
export function priceInForce<P extends { validFrom: string; validTo: string | null; priceBookVersion: number }>(prices: readonly P[], onDay: string): P | undefined {
  return prices
    .filter((price) => price.validFrom <= onDay && (price.validTo === null || onDay < price.validTo))
    .reduce<P | undefined>((best, price) => (best && best.priceBookVersion > price.priceBookVersion ? best : price), undefined);
}

/** What "from ¥20 a month" may say of a price: the smallest order's month for one seat, else the first fee that there is. */
export function headlinePrice(components: readonly PriceComponent[], seatsMin: number, seatName: string): { fen: bigint; per: HeadlineUnit } | null {
  const seatFee = components.find(({ kind }) => kind === "seat");
  if (seatFee) return { fen: seatFee.feeFen, per: { unit: "seatMonth", seatName } };
  const banded = components.find(({ kind }) => kind === "graduated" || kind === "volume");
  const lowest = banded?.bands.map(({ feeFen }) => feeFen).reduce((a, b) => (b < a ? b : a));
  if (lowest !== undefined) return { fen: lowest, per: { unit: "seatMonth", seatName } };
  const month = totalFen(normalMonth(components, seatsMin));
  if (month > 0n) return { fen: month, per: { unit: "month", seatName } };
  const year = components.find(({ kind }) => kind === "yearly");
  if (year) return { fen: year.feeFen, per: { unit: "year", seatName } };
  const first = components[0];
  return first ? { fen: first.feeFen, per: { unit: "once", seatName } } : null;
}

/** A card as the browser's search needs it: words, pinyin and initials as one line of keys. */
export function searchEntryOf(card: ProductCard, hrefIn: (path: string) => string): SearchEntry {
  const kind = card.industry === null ? "product" : "solution";
  return { href: hrefIn(`/${kind}s/${card.slug}`), name: card.name, summary: card.summary, kind, keys: `${card.pinyin} ${card.initials}` };
}

export const productClassWords = {
  internalApplication: { name: "企业管理应用", text: "公司里面的事：办公、人事、客户、进销存", anchor: "internal" },
  valueAddedCommunication: { name: "通信增值", text: "邮箱、网站、传真、会议和短信", anchor: "value-added" },
  basicCommunication: { name: "基础通信", text: "宽带与电话，和本省营业系统一起办", anchor: "basic" },
  externalApplication: { name: "对外商务应用", text: "让客户找得到您、向您订货", anchor: "external" },
} as const satisfies Record<ProductClassName, { name: string; text: string; anchor: string }>;

export const industryWords = {
  manufacturing: "生产加工",
  trade: "贸易流通",
  chain: "连锁经营",
  logistics: "物流运输",
  itService: "IT 服务",
} as const satisfies Record<IndustryName, string>;

export const openFactWords = {
  mailDomain: "想用作邮箱后缀的域名（没有可以同时申请）",
  icpNumber: "网站备案号（没有我们协助办理）",
  installAddress: "安装地址，精确到楼层与房号",
  contactNumber: "联系或绑定的电话号码",
  administratorEmail: "管理员的邮箱，用来收开通通知",
  currentNumber: "现有的电话或传真号码",
  companyIntroduction: "公司简介，五十字以上",
} as const satisfies Record<OpenFactName, string>;

export const firstPeriodWords = {
  days: "首月按实际天数计，开通当天计入",
  half: "1–15 日开通收整月，16 日起收半月",
  full: "首月按整月计",
  freeToMonthEnd: "从开通到当月月底免费",
} as const satisfies Record<FirstPeriodRule, string>;

export const servedByWords = { operator: "本省运营公司", csp: "运营公司指派的客户服务提供商（CSP）", ap: "应用提供商" } as const;
