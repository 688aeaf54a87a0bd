import { env } from "../env";

/** Where an AP tells what became of work that it accepted, for a platform. */
export function callbackUrlFor(platformId: string): string {
  const { PORTAL_SCHEME, PORTAL_DOMAIN, PORT } = env();
  return `${PORTAL_SCHEME}://api.${PORTAL_DOMAIN}${PORTAL_SCHEME === "https" ? "" : `:${PORT}`}/api/ap/v1/callbacks/${platformId}`;
}
