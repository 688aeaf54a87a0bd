import { env } from "../env";
import { storefrontUrl } from "./host.rules";
import { provinceById } from "./province.rules";

/** A page of the operator console for a mail to staff. */
export function consoleUrl(path: string): string {
  const { PORTAL_SCHEME: scheme, PORTAL_DOMAIN: base, PORT } = env();
  return `${scheme}://ops.${base}${scheme === "https" ? "" : `:${PORT}`}${path}`;
}

/** A page of the partner desk for a mail to a partner. */
export const partnerUrl = (path: string): string => consoleUrl(path).replace("://ops.", "://partner.");

/** A page of a province's storefront for a mail, from the planned domain and never from a request's Host (promise 40). */
export function pageUrl(provinceId: string, path: string): string {
  const { PORTAL_SCHEME: scheme, PORTAL_DOMAIN: base, PORT } = env();
  const province = provinceById(provinceId);
  if (!province) throw new RangeError(`no such province: ${provinceId}`);
  return storefrontUrl(province, { scheme, base, port: scheme === "https" ? null : PORT }, path);
}
