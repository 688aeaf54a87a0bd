import { SANDBOX_PLATFORM, isOnDuty, platformIds, provincesOf } from "../platforms/province.rules";

/** The AP identifier of 4.1.5: a reserved character, a province, AP and eight digits. */
export const partnerCodePattern = /^[0-9A-Z][A-Z]{2}AP\d{8}$/;

type Sold = { provinceIds: readonly string[] };

/** The platforms on which an application that is sold in these provinces has services; no province means all. */
export function platformsOf({ provinceIds }: Sold): string[] {
  return platformIds().filter((platformId) => provinceIds.length === 0 || provincesOf(platformId).some(({ id }) => provinceIds.includes(id)));
}

/** The same and the sandbox, where every partner tries its own applications. */
export const workPlatformsOf = (sold: Sold): string[] => [...platformsOf(sold), SANDBOX_PLATFORM];

/** Whether an application is to be had in a province of a platform. */
export const isSoldIn = ({ provinceIds }: Sold, platformId: string, provinceId: string): boolean => platformId === SANDBOX_PLATFORM || isOnDuty(platformId, provinceIds, provinceId);

/** The account name of a partner's company in the sandbox: no two codes have the same. The usual reserved character, 0, is left out. */
export const sandboxAccountName = (code: string): string => `sb_${code.startsWith("0") ? "" : `${code.charCodeAt(0).toString(16)}_`}${code.slice(1, 3).toLowerCase()}_${code.slice(-8)}`;

/** How long an old signing secret counts beside the new one. */
export const SECRET_OVERLAP_DAYS = 7;

/** A line of a provider, wherever it is: its platform and its own id, as one word of an address. */
export type LineRef = { platformId: string; id: string };
const uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
export const lineRefPattern = new RegExp(`^[A-Z]{2}\\.${uuid}$`);
export const linePlacePattern = new RegExp(`^\\d{1,15}\\.[A-Z]{2}\\.${uuid}$`);

export const lineRef = ({ platformId, id }: LineRef): string => `${platformId}.${id}`;
export function lineOf(ref: string): LineRef {
  const [platformId = "", id = ""] = ref.split(".");
  return { platformId, id };
}

/** A line's place in a list over all platforms: the oldest first, then by platform and id. */
export type LinePlace = LineRef & { createdAt: Date };
export const placeRef = ({ createdAt, platformId, id }: LinePlace): string => `${createdAt.getTime()}.${platformId}.${id}`;
export function placeOf(ref: string): LinePlace {
  const [at = "", platformId = "", id = ""] = ref.split(".");
  return { createdAt: new Date(Number(at)), platformId, id };
}

export function byPlace(a: LinePlace, b: LinePlace): number {
  return a.createdAt.getTime() - b.createdAt.getTime() || compare(a.platformId, b.platformId) || compare(a.id, b.id);
}
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
