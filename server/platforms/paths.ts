import { provincePrefix } from "./host.rules";

export type PlaceParams = { platform: string; province: string };

/** The start of every account address on this host: "" on an own platform, "/sc" for a province of the shared one. */
export function accountBase({ platform, province }: PlaceParams): string {
  return `${provincePrefix(platform.toUpperCase(), province.toUpperCase())}/account`;
}
