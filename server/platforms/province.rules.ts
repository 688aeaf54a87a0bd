import type { Locale } from "./locale.rules";
import table from "./provinces.data.json";

/** `own`: a platform of its own; `shared`: served by NF; `none`: an id of table 4-1 without a storefront. */
export type ProvinceGroup = "own" | "shared" | "none";

/** One row of table 4-1 (specification 4.1.3). `x`, `y` place the tile on the picker's map. */
export type Province = {
  id: string;
  name: string;
  pinyin: string;
  initials: string;
  group: ProvinceGroup;
  region: string;
  x: number | null;
  y: number | null;
};

export const SHARED_PLATFORM = "NF";
/** The scope of what belongs to no platform: staff, partners, news, the clock. */
export const NATIONAL_SCOPE = "ZX";

/** The partners' sandbox: a platform like a province's own, outside the country's lists, figures and money (IN9). */
export const SANDBOX_PLATFORM = "SB";
const sandbox: Province = { id: SANDBOX_PLATFORM, name: "合作伙伴沙箱", pinyin: "", initials: "", group: "own", region: "", x: null, y: null };

export const provinces = table.provinces as readonly Province[];

/** Province id → the platform that serves it, or null where table 4-1 has an id without a storefront. */
export function platformOf(province: Pick<Province, "id" | "group">): string | null {
  if (province.group === "own") return province.id;
  return province.group === "shared" ? SHARED_PLATFORM : null;
}

/** The platforms that hold customers: 14 provinces and NF, in the table's order. */
export function platformIds(rows: readonly Province[] = provinces): string[] {
  const own = rows.filter((row) => row.group === "own").map((row) => row.id);
  return [...own, SHARED_PLATFORM];
}

/** The platforms whose work is done: these and the partners' sandbox, which is in no list and no figure. */
export function workPlatformIds(): string[] {
  return [...platformIds(), SANDBOX_PLATFORM];
}

/** Every scope a connection may be opened for: the platforms, the sandbox and ZX. */
export function scopeIds(): string[] {
  return [...workPlatformIds(), NATIONAL_SCOPE];
}

/** Provinces whose customers live on this platform: one, or the shared ones for NF. */
export function provincesOf(platformId: string, rows: readonly Province[] = provinces): Province[] {
  return platformId === SANDBOX_PLATFORM ? [sandbox] : rows.filter((row) => platformOf(row) === platformId);
}

/** Of these the ones that a duty is for; a duty that names none is for all. */
export function provincesOnDuty(platformId: string, named: readonly string[]): Province[] {
  return provincesOf(platformId).filter(({ id }) => named.length === 0 || named.includes(id));
}

/** Whether what is for some provinces, none meaning all of the platform, may be decided under a duty that is for some, none meaning all: nobody decides for a province that is not theirs. */
export const isDutyWholly = (named: readonly string[], provinceIds: readonly string[]): boolean => named.length === 0 || (provinceIds.length > 0 && provinceIds.every((id) => named.includes(id)));

/** Whether something may be said to provinces, none meaning all: to `allowed` alone, and to all at once where `mayAll`. */
export const mayReach = (provinceIds: readonly string[], { allowed, mayAll }: { allowed: readonly string[]; mayAll: boolean }): boolean => (provinceIds.length === 0 ? mayAll : provinceIds.every((id) => allowed.includes(id)));

/** Where a platform's own letters come from and lead to, whoever reads them: its first province. */
export const firstProvinceOf = (platformId: string): string => provincesOf(platformId)[0]?.id ?? platformId;

/** Whether a duty is for a province. */
export const isOnDuty = (platformId: string, named: readonly string[], provinceId: string): boolean => provincesOnDuty(platformId, named).some(({ id }) => id === provinceId);

export function provinceById(id: string, rows: readonly Province[] = provinces): Province | undefined {
  return [...rows, sandbox].find((row) => row.id === id.toUpperCase());
}

/** 山东 for SD; nothing for what is no province. */
export const provinceName = (id: string): string => provinceById(id)?.name ?? "";

/** 山东 for SD; 南方十七省 for NF; 全国 for ZX. */
export function platformName(platformId: string): string {
  if (platformId === SHARED_PLATFORM) return "南方十七省";
  return provinceById(platformId)?.name ?? platformId;
}

/** Where the usual English name is not the pinyin. */
const englishNames: Readonly<Record<string, string>> = { NM: "Inner Mongolia", HK: "Hong Kong", MO: "Macao", TW: "Taiwan" };

/** 山东 or Shandong. */
export const provinceNameIn = (locale: Locale, { id, name, pinyin }: Pick<Province, "id" | "name" | "pinyin">): string => (locale === "zh-CN" || pinyin === "" ? name : (englishNames[id] ?? pinyin.charAt(0).toUpperCase() + pinyin.slice(1)));

/** The same by its id; nothing for what is none. */
export const provinceIn = (locale: Locale, id: string): string => {
  const province = provinceById(id);
  return province ? provinceNameIn(locale, province) : "";
};

/** What a province may be typed as; 陕西 is spelt shaanxi and typed shanxi. */
const keysOf = (row: Province) => [row.name, `${row.name}省`, row.pinyin, row.pinyin.replace("aa", "a"), row.initials, row.id.toLowerCase()];

/** The region without a storefront whose whole name was typed: it is there, only the shop is not. */
export function regionWithoutShop(typed: string, rows: readonly Province[] = provinces): Province | undefined {
  const word = typed.trim().toLowerCase();
  return rows.find((row) => row.group === "none" && row.x !== null && keysOf(row).includes(word));
}

/** PN1: provinces with a storefront that a typed word finds: name, pinyin, initials or id, from the first letter on. */
export function findProvinces(typed: string, rows: readonly Province[] = provinces): Province[] {
  const word = typed.trim().toLowerCase();
  const open = rows.filter((row) => row.group !== "none");
  if (word === "") return [...open];
  const starts = (row: Province) => keysOf(row).some((key) => key.startsWith(word));
  // The id names one province, so it stands before others whose initials happen to be the same (hn: HN before HA, HI).
  return open.filter(starts).sort((a, b) => Number(b.id.toLowerCase() === word) - Number(a.id.toLowerCase() === word));
}

/** The one province that a typed word means; none where several would do and the reader should choose. */
export function provinceMeant(typed: string, found: readonly Province[] = findProvinces(typed)): Province | undefined {
  const word = typed.trim().toLowerCase();
  return found.length === 1 ? found[0] : found.find((row) => [row.name, `${row.name}省`, row.id.toLowerCase()].includes(word));
}

/** Domains used before the plan, kept alive (4.1.2): host without port → province id. */
export const aliasDomains = table.aliases as readonly { host: string; province: string }[];
