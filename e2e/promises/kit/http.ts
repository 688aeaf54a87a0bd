import { Agent, type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";

export type Sent = { host?: string; method?: string; path: string; headers?: Record<string, string>; body?: string | Uint8Array; timeoutMs?: number; /** Another way to connections than the 64 that all share; false: one of its own, as a front makes them. */ agent?: Agent | false };
export type Answer = { status: number; headers: IncomingHttpHeaders; text: string; ms: number };

const shared = new Agent({ keepAlive: true, maxSockets: 64 });

/** One request to 127.0.0.1 with any Host and any headers, which fetch would not send. A broken connection answers status 0. */
export function send(port: number, { host = "127.0.0.1", method = "GET", path, headers = {}, body, timeoutMs = 30_000, agent = shared }: Sent): Promise<Answer> {
  const started = performance.now();
  const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  return new Promise((done) => {
    const end = (status: number, answered: IncomingHttpHeaders, text: string) => done({ status, headers: answered, text, ms: performance.now() - started });
    const call = request({ host: "127.0.0.1", port, method, path, agent, headers: { host, ...length, ...headers } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("error", () => end(0, {}, "broken"));
      answer.on("end", () => end(answer.statusCode ?? 0, answer.headers, Buffer.concat(parts).toString("utf8")));
    });
    call.setTimeout(timeoutMs, () => call.destroy(new Error("no answer in time")));
    call.on("error", (error) => end(0, {}, error.message));
    call.end(body);
  });
}

/** Sends bytes as they are and returns all that comes back until the other side closes, or a time is over. */
export function sendRaw(port: number, bytes: string, timeoutMs = 4000): Promise<string> {
  return new Promise((done) => {
    const parts: Buffer[] = [];
    const end = () => {
      socket.destroy();
      done(Buffer.concat(parts).toString("utf8"));
    };
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    socket.setTimeout(timeoutMs, end);
    socket.on("data", (part: Buffer) => parts.push(part)).on("end", end).on("error", end);
  });
}

/** The status in a raw answer, or 0 when there is none. */
export const statusOf = (raw: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(raw)?.[1] ?? 0);

/** Cookies of an answer as one Cookie header, added to those that were there. */
export function withCookies(known: string, { headers }: Answer): string {
  const jar = new Map(known.split("; ").filter(Boolean).map((pair) => [pair.split("=")[0] ?? "", pair]));
  for (const line of headers["set-cookie"] ?? []) {
    const pair = line.split(";")[0] ?? "";
    jar.set(pair.split("=")[0] ?? "", pair);
  }
  return [...jar.values()].join("; ");
}
