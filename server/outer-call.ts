import { lookup as resolve } from "node:dns";
import { type IncomingMessage, request as plain } from "node:http";
import { request as secure } from "node:https";
import { type LookupFunction, isIP } from "node:net";
import { env } from "./env";
import { mayReach, networksOf } from "./platforms/outer-network.rules";

/** The networks inside which addresses that others typed may lie, by the operator's setting. */
export const allowedNetworks = () => networksOf(env().EVENT_CALLBACK_NETWORKS.split(",").map((entry) => entry.trim()).filter(Boolean));

type Message = { url: string; method: "POST" | "GET"; body: string | Uint8Array; headers: Record<string, string>; timeoutMs: number };

/**
 * Names are resolved here and the very addresses that were looked at are connected to, so that a name cannot change its mind between
 * the look and the call.
 */
const guarded = (allowed: ReturnType<typeof allowedNetworks>): LookupFunction => (host, options, done) => {
  resolve(host, { ...options, all: true }, (error, addresses) => {
    if (error) return void done(error, []);
    const open = addresses.filter(({ address }) => mayReach(address, allowed));
    const [first] = open;
    if (!first) return void done(Object.assign(new Error("the name leads inside the operator's network"), { code: "EACCES" }), []);
    if (options.all) done(null, open);
    else done(null, first.address, first.family);
  });
};

/**
 * Calls an address that somebody else typed and hands on the answer as it begins. Follows no redirect. Throws when nobody answers in
 * time, or when the address lies inside the operator's network.
 */
export async function callOuter({ url, method, body, headers, timeoutMs }: Message): Promise<IncomingMessage> {
  const target = new URL(url);
  const allowed = allowedNetworks();
  const literal = target.hostname.replace(/^\[|\]$/g, "");
  if (isIP(literal) !== 0 && !mayReach(literal, allowed)) throw new Error("the address lies inside the operator's network");
  return new Promise((answered, failed) => {
    const send = target.protocol === "https:" ? secure : plain;
    const length = method === "GET" ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const call = send(target, { method, lookup: guarded(allowed), agent: false, signal: AbortSignal.timeout(timeoutMs), headers: { ...headers, ...length } }, answered);
    call.on("error", failed);
    call.end(method === "GET" ? undefined : body);
  });
}

/** Posts a message and gives the status of the answer, whose body nobody reads. */
export async function postCallback(message: Omit<Message, "method">): Promise<number> {
  const answer = await callOuter({ ...message, method: "POST" });
  answer.destroy();
  return answer.statusCode ?? 0;
}

/** The text of an answer, so many bytes at most. */
export async function textOf(answer: IncomingMessage, most: number): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    parts.push(part);
    size += part.length;
    if (size >= most) break;
  }
  answer.destroy();
  return Buffer.concat(parts).subarray(0, most).toString("utf8");
}
