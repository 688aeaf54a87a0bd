import { provinceName } from "@/server/platforms/province.rules";

/** The provinces that an application is sold in, in words. */
export const soldIn = (provinceIds: readonly string[]): string => (provinceIds.length === 0 ? "全部省份" : provinceIds.map(provinceName).join("、"));
