import { z } from "zod";
import type { DeskLink } from "./desk/desk";
import type { Simulator } from "./kit/server";
import { demoSecrets, type StartOptions, startSimulator } from "./start";

const port = (standard: number) => z.coerce.number().int().min(0).max(65_535).default(standard);
const Settings = z.object({
  SIM_AP_PORT: port(3101),
  SIM_97_PORT: port(3102),
  SIM_BILLING_PORT: port(3103),
  SIM_DESK_PORT: port(3104),
  SIM_DNS_PORT: port(3107),
  SIM_ROBOTS_PORT: port(3108),
  SIM_STRIPE_PORT: port(3109),
  SIM_HOTLINE_PORT: port(3110),
  SIM_IDP_PORT: port(3111),
  SIM_PUSH_PORT: port(3113),
  /** Where a company's own sign-in may send people back to, with commas. */
  SIM_IDP_REDIRECTS: z.string().default(""),
  /** The portal's webhook endpoint; without it the payment stand-in only lists its events. */
  SIM_STRIPE_WEBHOOK_URL: z.url().optional(),
  /** The portal's machine interface: where it listens, and under which name. */
  SIM_PORTAL_URL: z.url().optional(),
  SIM_PORTAL_HOST: z.string().default(""),
  /** Platforms whose cases 10060 has, with commas. */
  SIM_HOTLINE_PLATFORMS: z.string().default(""),
  /** Names of stand-ins that are not started, because the real system's address was configured. */
  SIM_SKIP: z.string().default(""),
  SIM_DATA_DIR: z.string().min(1).optional(),
  AP_SHARED_SECRET: z.string().min(1).default(demoSecrets.ap),
  BSS_SHARED_SECRET: z.string().min(1).default(demoSecrets.bss),
  STRIPE_SECRET_KEY: z.string().min(1).default(demoSecrets.stripeKey),
  STRIPE_WEBHOOK_SECRET: z.string().min(1).default(demoSecrets.stripeWebhook),
  MAIL_WEB_URL: z.url().optional(),
  DEMO_STAFF_FILE: z.string().min(1).optional(),
});

const running: Simulator[] = [];
let isStopping = false;

/** Stops every stand-in that runs; called by signals and by a start that failed half way. */
async function stopAll(exitCode: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await Promise.all(running.map((simulator) => simulator.close()));
  process.exit(exitCode);
}

async function startAll(): Promise<void> {
  const settings = Settings.parse(process.env);
  const dataDir = settings.SIM_DATA_DIR;
  const isOurs = (name: string) => !settings.SIM_SKIP.split(",").includes(name);
  const announce = (simulator: Simulator) => {
    running.push(simulator);
    console.log(`simulator ${simulator.name} ${simulator.url}`);
    return simulator.url;
  };
  const portal = (secret: string) => (settings.SIM_PORTAL_URL ? { portal: { origin: settings.SIM_PORTAL_URL, host: settings.SIM_PORTAL_HOST, secret } } : {});
  const bss = { dataDir, secret: settings.BSS_SHARED_SECRET };
  const wanted: { name: string; label: string | null; options: StartOptions }[] = [
    { name: "ap", label: "应用提供商系统（模拟）", options: { name: "ap", port: settings.SIM_AP_PORT, dataDir, secret: settings.AP_SHARED_SECRET } },
    { name: "bss97", label: "97 综合营业系统（模拟）", options: { name: "bss97", port: settings.SIM_97_PORT, ...bss, ...portal(demoSecrets.api97) } },
    { name: "hotline", label: "10060 客服系统（模拟）", options: { name: "hotline", port: settings.SIM_HOTLINE_PORT, dataDir, platforms: settings.SIM_HOTLINE_PLATFORMS.split(",").filter(Boolean), ...portal(demoSecrets.api10060) } },
    { name: "billing", label: "计费帐务系统（模拟）", options: { name: "billing", port: settings.SIM_BILLING_PORT, ...bss } },
    { name: "robots", label: "企业微信与钉钉群机器人（模拟）", options: { name: "robots", port: settings.SIM_ROBOTS_PORT, dataDir } },
    {
      name: "stripe",
      label: "支付渠道 Stripe（模拟）",
      options: {
        name: "stripe",
        port: settings.SIM_STRIPE_PORT,
        dataDir,
        secretKey: settings.STRIPE_SECRET_KEY,
        webhookSecret: settings.STRIPE_WEBHOOK_SECRET.split(",", 1)[0],
        webhookUrl: settings.SIM_STRIPE_WEBHOOK_URL,
      },
    },
    { name: "idp", label: "企业登录系统（模拟）", options: { name: "idp", port: settings.SIM_IDP_PORT, redirectUris: settings.SIM_IDP_REDIRECTS.split(",").filter(Boolean) } },
    { name: "push", label: "浏览器推送服务（模拟）", options: { name: "push", port: settings.SIM_PUSH_PORT } },
    { name: "dns", label: null, options: { name: "dns", port: settings.SIM_DNS_PORT } },
  ];
  const links: DeskLink[] = [];
  for (const { name, label, options } of wanted) {
    if (!isOurs(name)) continue;
    const href = announce(await startSimulator(options));
    if (label !== null) links.push({ label, href });
  }
  const { MAIL_WEB_URL: mailWebUrl, DEMO_STAFF_FILE: staffFile } = settings;
  announce(await startSimulator({ name: "desk", port: settings.SIM_DESK_PORT, dataDir, links, mailWebUrl, staffFile }));
}

process.once("SIGTERM", () => void stopAll(0));
process.once("SIGINT", () => void stopAll(0));
startAll().catch((error: unknown) => {
  console.error(error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : error);
  void stopAll(1);
});
