/** Where the portal stands for browsers. Not env(): a build knows the domain before any secret exists. */
export function portalOrigin() {
  const scheme = process.env.PORTAL_SCHEME === "https" ? "https" : "http";
  const port = Number(process.env.PORT ?? 3000);
  // Behind a front with a certificate the visible port is the scheme's own.
  return { scheme, base: process.env.PORTAL_DOMAIN ?? "kdsw.localhost", port: scheme === "https" || port === 80 ? null : port };
}
