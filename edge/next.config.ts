import { resolve } from "node:path";
import type { NextConfig } from "next";

const root = resolve(process.cwd(), "../..");

/** The public pages alone, for workerd. Headers and hosts are the worker's (edge/worker.ts). */
const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  compress: false,
  images: { unoptimized: true },
  outputFileTracingRoot: root,
  turbopack: { root },
  // The whole house's types are checked by `npm test`.
  typescript: { ignoreBuildErrors: true },
};

export default config;
