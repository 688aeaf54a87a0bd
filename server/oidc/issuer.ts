import { env } from "../env";
import { SANDBOX_PLATFORM } from "../platforms/province.rules";

/** Where a platform's sign-in for applications begins its addresses. */
export const OIDC_PATH = "/oidc";

/** The one name under which a platform tells applications who has come, from the planned domain and never from a request's Host (promise 40). */
export function issuerOf(platformId: string): string {
  const { PORTAL_SCHEME: scheme, PORTAL_DOMAIN: base, PORT } = env();
  const label = platformId === SANDBOX_PLATFORM ? "sandbox" : platformId.toLowerCase();
  return `${scheme}://${label}.${base}${scheme === "https" ? "" : `:${PORT}`}${OIDC_PATH}`;
}
