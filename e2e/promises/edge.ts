import { buildEdge } from "../../scripts/support/edge-build";
import { freePort } from "../../scripts/support/postgres";
import { startEdge, stopServices, waitFor } from "../../scripts/support/stack";
import { provinceById } from "../../server/platforms/province.rules";
import { run as csrf } from "./csrf";
import { send } from "./kit/http";
import { type Stand } from "./kit/stand";
import { run as routing } from "./routing";
import { run as sessions } from "./sessions";

const ASKED = 1_000;
const LANES = 20;
const places = [["sd", "", "SD"], ["bj", "", "BJ"], ["gd", "", "GD"], ["js", "", "JS"], ["nf", "/sc", "SC"], ["nf", "/hb", "HB"]] as const;

/** Pages of many provinces asked for at once: each is its own province's, in the language of its address. */
async function interleaved(stand: Stand): Promise<void> {
  const wrong: string[] = [];
  const names = places.map(([, , id]) => provinceById(id)?.name ?? id);
  let asked = 0;
  const lane = async () => {
    while (asked < ASKED) {
      const n = asked;
      asked += 1;
      const [label, prefix, id] = places[(n * 7) % places.length] ?? places[0];
      const isEnglish = n % 3 === 0;
      const path = `${prefix}${isEnglish ? "/en" : ""}${n % 2 === 0 ? "/products" : ""}` || "/";
      const { status, text } = await stand.at(label, { path });
      const own = provinceById(id)?.name ?? id;
      const foreign = names.filter((name) => name !== own && text.includes(`${name}网上营业厅`));
      const isOwn = isEnglish ? text.includes('lang="en"') : text.includes(`${own}网上营业厅`);
      if (status !== 200 || !isOwn || foreign.length > 0) wrong.push(`${label}${path} ${status} ${foreign.join(",")}`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  stand.judge(`${ASKED} interleaved pages are each their own province's`, wrong.length === 0, wrong.slice(0, 5).join("; ") || `${places.length} provinces, two languages, ${LANES} at once`);
}

/** 48: what holds at the web's own door holds with workerd before it; the same attacks, at the edge's port. */
export async function run(stand: Stand): Promise<void> {
  const port = await freePort();
  const env = { ...stand.env, PORT: String(port) };
  buildEdge(env);
  const edge = startEdge(env, { port, originPort: stand.port, dataDir: stand.dataDir }, true);
  const host = (label: string) => `${label}${label ? "." : ""}${stand.domain}:${port}`;
  const onEdge: Stand = { ...stand, port, host, plannedHost: stand.host, at: (label, sent) => send(port, { host: host(label), ...sent }), judge: (name, isKept, seen) => stand.judge(`48 at the edge: ${name}`, isKept, seen) };
  try {
    await waitFor(`http://127.0.0.1:${port}/readyz`, {}, edge);
    await interleaved(onEdge);
    for (const group of [csrf, sessions, routing]) {
      await stand.clearLimits();
      await group(onEdge);
    }
  } finally {
    await stopServices([edge]);
  }
}
