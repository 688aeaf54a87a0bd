import { createServer, get, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A page of each kind, by its host's label. Code is read when it is first asked for, by the one thread that serves everybody: whoever came
 * first would wait for it, and all others behind. A page that sends to the sign-in has read what it needs for whoever is signed in.
 */
const firstAsked: readonly (readonly [label: string, path: string])[] = [
  ["", "/"], ["sd", "/"], ["sd", "/account/login"], ["sd", "/account/orders"], ["sd", "/account/products"], ["sd", "/account/balance"], ["sd", "/api/trpc/order.byId"],
  ["ops", "/login"], ["ops", "/queue"], ["partner", "/login"], ["api", "/tmf-api/productOrderingManagement/v4/productOrder"],
];
const LIMIT_MS = 20_000;

const answerOf = (port: number, host: string, path: string, signal: AbortSignal) =>
  new Promise<void>((done) => {
    get({ port, host: "127.0.0.1", path, headers: { host }, signal }, (answer) => answer.resume().once("close", done)).once("error", () => done());
  });

/** Asks for each first page at a door of its own, before the real one opens. What cannot be answered now, as without a database, is left; ends after 20 seconds at the latest. */
export async function warmUp(listener: RequestListener, { base, limitMs = LIMIT_MS }: { base: string; limitMs?: number }): Promise<void> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const signal = AbortSignal.timeout(limitMs);
  for (const [label, path] of firstAsked) await answerOf(port, label === "" ? base : `${label}.${base}`, path, signal);
  server.closeAllConnections();
  await new Promise<void>((done) => server.close(() => done()));
}
