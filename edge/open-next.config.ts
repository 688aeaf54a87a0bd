import { defineCloudflareConfig } from "@opennextjs/cloudflare";

// Pages are kept by the worker in front (edge/page-cache.ts), so the framework's own caches stay empty. The build is made before
// (scripts/support/edge-build.ts).
export default defineCloudflareConfig({});
