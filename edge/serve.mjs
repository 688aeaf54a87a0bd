// Runs the edge's bundle on workerd, in the way Cloudflare's own tools do (miniflare). Plain JavaScript for Node 22, which those want.
import { resolve } from "node:path";
import { Miniflare, convertV4MiniflareOptions } from "miniflare";

const { EDGE_PORT = "3100", EDGE_ORIGIN = "127.0.0.1:3000", PORTAL_DOMAIN = "kdsw.localhost", EDGE_PURGE_SECRET = "", EDGE_DATA = ".data/edge", PORTAL_SCHEME = "http" } = process.env;
// The only outer world that the edge has.
const origin = { external: { address: EDGE_ORIGIN, http: {} } };

const runtime = { modules: true, compatibilityDate: "2026-11-01", compatibilityFlags: ["nodejs_compat"] };
const assets = { directory: resolve(".edge/site/.open-next/assets"), binding: "FILES", routerConfig: { invoke_user_worker_ahead_of_assets: true, has_user_worker: true }, assetConfig: { html_handling: "none", not_found_handling: "none" } };

const edge = new Miniflare(convertV4MiniflareOptions({
  host: "127.0.0.1",
  port: 0,
  resourcePersistencePath: resolve(EDGE_DATA),
  workers: [
    {
      ...runtime,
      name: "edge",
      scriptPath: resolve(".edge/bundle/worker.js"),
      // PORT and scheme stand in the links of pages; the framework reads them as its environment.
      bindings: { PORTAL_DOMAIN, PORTAL_SCHEME, PORT: EDGE_PORT, EDGE_PURGE_SECRET },
      serviceBindings: { ORIGIN: origin, ASSETS: "files" },
      // Straight to the worker, without the tools' own entry before it.
      unsafeDirectSockets: [{ host: "127.0.0.1", port: Number(EDGE_PORT) }],
    },
    // Beside it and not in it: a worker with files gets a router of the tools' own before it, at three quarters of its speed.
    { ...runtime, name: "files", script: "export default { fetch: (request, { FILES }) => FILES.fetch(request) }", assets },
  ],
}));

await edge.ready;
// A page of each kind, so that nobody waits for its code to be read. What the origin cannot give now is left.
for (const [label, path] of [["", "/"], ["sd.", "/"], ["sd.", "/products"], ["sd.", "/products/oa"], ["sd.", "/solutions"], ["sd.", "/online"]]) {
  await edge.dispatchFetch(`http://${label}${PORTAL_DOMAIN}${EDGE_PORT === "80" ? "" : `:${EDGE_PORT}`}${path}`).then((answer) => answer.arrayBuffer(), () => undefined);
}
console.log(`edge ready on ${EDGE_PORT}`);
const stop = () => void edge.dispose().finally(() => process.exit(0));
process.on("SIGTERM", stop).on("SIGINT", stop);
