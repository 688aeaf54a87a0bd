import { provincePrefix } from "../../server/platforms/host.rules";

/** Links inside a storefront: `/x` where the province has a platform of its own, `/sc/x` on the shared one. */
export function hrefInPlace({ platformId, provinceId }: { platformId: string; provinceId: string }): (path: string) => string {
  const prefix = provincePrefix(platformId, provinceId);
  return (path) => (path === "/" ? prefix || "/" : `${prefix}${path}`);
}
