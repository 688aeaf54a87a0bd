import { resolve } from "node:path";
import autocannon from "autocannon";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { chromiumArgs } from "../../e2e/fixtures/chromium-args";
import { needChromium } from "./chromium";
import { buildEdge } from "./edge-build";
import { freePort } from "./postgres";
import { PlainFailure } from "./say";
import { type Service, startEdge, startService, stopServices, waitFor } from "./stack";

const SECONDS = 6;
const TURNS = 2;
/** One run of it moves by a few hundredths on a shared machine. */
const LIGHTHOUSE_RUNS = 3;

/** Pages of portal and storefront: by host and path as browsers ask, and as the framework names them inside. */
const pages = [
  ["national portal", "", "/", "/national/zh-CN"],
  ["storefront home", "sd.", "/", "/storefront/sd/sd/zh-CN"],
  ["category page", "sd.", "/products", "/storefront/sd/sd/zh-CN/products"],
  ["product page", "sd.", "/products/oa", "/storefront/sd/sd/zh-CN/products/oa"],
] as const;

type Rate = { perSecond: number; p99: number };
async function rate(port: number, host: string, path: string): Promise<Rate> {
  const result = await autocannon({ url: `http://127.0.0.1:${port}${path}`, connections: 16, duration: SECONDS, headers: { host, "accept-encoding": "gzip" } });
  if (result.non2xx > 0 || result.errors > 0) throw new PlainFailure(`${host}${path} answered ${result.non2xx} times with something else than 200.`);
  return { perSecond: result.requests.average, p99: result.latency.p99 };
}
const mean = (rates: readonly Rate[]) => rates.reduce((sum, { perSecond }) => sum + perSecond, 0) / rates.length;

/** Lighthouse's scores of a page as a telephone of today sees it over its simulated network, in hundredths, and its largest paint in ms. */
async function scores(url: string) {
  const chrome = await launch({ chromePath: needChromium(), chromeFlags: ["--headless=new", ...chromiumArgs] });
  try {
    const run = await lighthouse(url, { port: chrome.port, output: "json", logLevel: "error", onlyCategories: ["performance", "accessibility", "best-practices", "seo"] });
    if (!run) throw new PlainFailure(`Lighthouse said nothing of ${url}.`);
    const of = (name: string) => Math.round((run.lhr.categories[name]?.score ?? 0) * 100);
    const audit = (name: string) => run.lhr.audits[name]?.numericValue ?? NaN;
    const missed = Object.values(run.lhr.audits).filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== "informative" && scoreDisplayMode !== "notApplicable" && scoreDisplayMode !== "manual").map(({ id }) => id);
    return { performance: of("performance"), accessibility: of("accessibility"), practices: of("best-practices"), seo: of("seo"), paintMs: Math.round(audit("largest-contentful-paint")), shift: audit("cumulative-layout-shift"), missed };
  } finally {
    chrome.kill();
  }
}

/**
 * Public pages by four servers in one run, one after the other for each page and twice, so that a noisy machine disturbs all alike: bare
 * static Next pages of the same size, our own build by `next start`, the web with its door, and workerd. Then Lighthouse over workerd.
 */
export async function benchPublic({ port, env, dataDir, barePort }: { port: number; env: NodeJS.ProcessEnv; dataDir: string; barePort: number }): Promise<void> {
  const domain = env.PORTAL_DOMAIN ?? "";
  const [edgePort, frameworkPort] = [await freePort(), await freePort()];
  buildEdge({ ...env, PORT: String(edgePort) });
  const services: Service[] = [
    startEdge({ ...env, PORT: String(edgePort) }, { port: edgePort, originPort: port, dataDir }, true),
    startService("framework", [resolve("node_modules/next/dist/bin/next"), "start", "-p", String(frameworkPort)], { ...env, NODE_ENV: "production" }, true),
  ];
  const [edge, framework] = services as [Service, Service];
  try {
    await waitFor(`http://127.0.0.1:${edgePort}/readyz`, {}, edge);
    await waitFor(`http://127.0.0.1:${frameworkPort}/readyz`, {}, framework);
    console.log("\npublic pages, requests a second (p99 ms), gzip: bare next start | our pages by next start | the web | workerd; workerd over our pages by next start");
    for (const [index, [name, label, path, inner]] of pages.entries()) {
      const asked = [[barePort, "localhost", `/${Math.min(index, 2)}`], [frameworkPort, domain, inner], [port, `${label}${domain}:${port}`, path], [edgePort, `${label}${domain}:${edgePort}`, path]] as const;
      const rates: Rate[][] = asked.map(() => []);
      for (let turn = 0; turn < TURNS; turn += 1) for (const [place, [at, host, where]] of asked.entries()) rates[place]?.push(await rate(at, host, where));
      const cells = rates.map((own) => `${mean(own).toFixed(0)} (${own.map(({ p99 }) => p99).join(", ")})`);
      console.log(`${name}: ${cells.join(" | ")}; ratio ${(mean(rates[3] ?? []) / mean(rates[1] ?? [])).toFixed(2)}`);
    }
    console.log(`\nLighthouse, mobile, over workerd, the middle one of ${LIGHTHOUSE_RUNS} runs: performance / accessibility / best practices / SEO`);
    for (const [name, label, path] of pages) {
      const runs: Awaited<ReturnType<typeof scores>>[] = [];
      while (runs.length < LIGHTHOUSE_RUNS) runs.push(await scores(`http://${label}${domain}:${edgePort}${path}`));
      const byScore = runs.toSorted((one, other) => one.performance - other.performance);
      const middle = byScore[Math.floor(byScore.length / 2)];
      if (!middle) continue;
      const { performance, accessibility, practices, seo, paintMs, shift, missed } = middle;
      console.log(`${name}: ${performance} / ${accessibility} / ${practices} / ${seo} (performance of each run ${byScore.map((run) => run.performance).join(", ")}); largest paint ${paintMs} ms, layout shift ${shift.toFixed(3)}${missed.length > 0 ? `; below 90: ${missed.join(", ")}` : ""}`);
    }
  } finally {
    await stopServices(services);
  }
}
