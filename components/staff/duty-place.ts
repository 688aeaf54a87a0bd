import { platformName, provinceName } from "@/server/platforms/province.rules";

/** 南方十七省（四川、湖北）: where a duty holds. */
export function dutyPlace({ dutyPlatformId, provinceIds }: { dutyPlatformId: string; provinceIds: readonly string[] }): string {
  return `${platformName(dutyPlatformId)}${provinceIds.length > 0 ? `（${provinceIds.map(provinceName).join("、")}）` : ""}`;
}
