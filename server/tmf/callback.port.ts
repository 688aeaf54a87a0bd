import { lookup as resolve } from "node:dns";
import { request as plain } from "node:http";
import { request as secure } from "node:https";
import { type LookupFunction, isIP } from "node:net";
import { env } from "../env";
import { mayReach, networksOf } from "./callback.rules";

/** The networks inside which callbacks may lie, by the operator's setting. */
export const allowedNetworks = () => networksOf(env().EVENT_CALLBACK_NETWORKS.split(",").map((entry) => entry.trim()).filter(Boolean));

type Message = { url: string; body: string; headers: Record<string, string>; timeoutMs: number };

/**
 * Names are resolved here and the very addresses that were looked at are connected to, so that a name cannot change its mind between
 * the look and the call.
 */
const guarded = (allowed: ReturnType<typeof allowedNetworks>): LookupFunction => (host, options, done) => {
  resolve(host, { ...options, all: true }, (error, addresses) => {
    if (error) return void done(error, []);
    const open = addresses.filter(({ address }) => mayReach(address, allowed));
    const [first] = open;
    if (!first) return void done(Object.assign(new Error("the callback's name leads inside the operator's network"), { code: "EACCES" }), []);
    if (options.all) done(null, open);
    else done(null, first.address, first.family);
  });
};

/** Posts a message and gives the status of the answer, whose body nobody reads. Follows no redirect. Throws when nobody answers in time, or none may be reached. */
export async function postCallback({ url, body, headers, timeoutMs }: Message): Promise<number> {
  const target = new URL(url);
  const allowed = allowedNetworks();
  const literal = target.hostname.replace(/^\[|\]$/g, "");
  if (isIP(literal) !== 0 && !mayReach(literal, allowed)) throw new Error("the callback lies inside the operator's network");
  return new Promise((answered, failed) => {
    const send = target.protocol === "https:" ? secure : plain;
    const call = send(target, { method: "POST", lookup: guarded(allowed), agent: false, signal: AbortSignal.timeout(timeoutMs), headers: { ...headers, "content-length": String(Buffer.byteLength(body)) } }, (answer) => {
      answer.destroy();
      answered(answer.statusCode ?? 0);
    });
    call.on("error", failed);
    call.end(body);
  });
}
