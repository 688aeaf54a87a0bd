import type { NextConfig } from "next";
import { publicPolicy, securityHeaders } from "./server/platforms/policy.rules";

const base = process.env.PORTAL_DOMAIN ?? "kdsw.localhost";

const everywhere = Object.entries(securityHeaders).map(([key, value]) => ({ key, value }));

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // server/web.ts compresses: a public page once for all its visitors.
  compress: false,
  images: { unoptimized: true },
  // Older than this a public page is waited for, not given once more: nobody sees a price of more than a minute ago (PN4).
  expireTime: 45,
  // forbidden() of server/caller.ts: a page that a role may not see says so, with a status of its own.
  experimental: { authInterrupts: true },
  serverExternalPackages: ["@node-rs/argon2", "fontkit", "pdfkit", "pg", "pg-boss", "pino", "write-excel-file"],
  allowedDevOrigins: [`*.${base}`, base],
  outputFileTracingRoot: process.cwd(),
  async headers() {
    // The signed-in faces get a policy with a nonce from proxy.ts; a second header would only add its own limits.
    const open = "/((?!account|api|[a-z]{2}/account).*)";
    const notDesk = [{ type: "host" as const, value: "(?:ops|partner)\\..*" }];
    return [
      { source: "/:path*", headers: everywhere },
      { source: open, missing: notDesk, headers: [{ key: "Content-Security-Policy", value: publicPolicy }] },
    ];
  },
};

export default config;
