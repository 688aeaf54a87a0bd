import { createServer } from "node:http";
import { closeDatabases } from "./db";
import { env } from "./env";
import { log } from "./log";
import { serveOidc } from "./oidc/serve";

/*
 * The sign-in for applications (PR5): a process of its own, since its library wants Node's own requests. The web's door passes
 * /oidc of each platform's host on to it; it listens on this machine only.
 */

const { OIDC_PORT: port } = env();
const server = createServer((request, response) => {
  serveOidc(request, response).catch((error: unknown) => {
    log.error({ message: String((error as Error | undefined)?.stack ?? error) }, "a sign-in for an application failed");
    if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain; charset=utf-8" }).end("服务暂时不可用，请稍后再试。");
  });
});
server.listen(port, "127.0.0.1", () => log.info({ port }, "sign-in for applications ready"));

const stop = () => {
  server.close(() => void closeDatabases().finally(() => process.exit(0)));
  server.closeIdleConnections();
  setTimeout(() => process.exit(0), 10_000).unref();
};
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
