import { env } from "../env";
import { storefrontUrl } from "../platforms/host.rules";
import { provinceById } from "../platforms/province.rules";

/** An address in a company's own area, from the planned domain and never from a request's Host (promise 40). */
export function accountUrl(provinceId: string, path: string): string {
  const { PORTAL_SCHEME: scheme, PORTAL_DOMAIN: base, PORT } = env();
  const province = provinceById(provinceId);
  if (!province) throw new RangeError(`no such province: ${provinceId}`);
  return storefrontUrl(province, { scheme, base, port: scheme === "https" ? null : PORT }, `/account${path}`);
}

export const billUrl = (provinceId: string, billId: string): string => accountUrl(provinceId, `/bills/${billId}`);
