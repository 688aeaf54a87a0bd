import { z } from "zod";
import type { Simulator } from "./kit/server";
import { demoSecrets, startSimulator } from "./start";

const port = (standard: number) => z.coerce.number().int().min(0).max(65_535).default(standard);
const Settings = z.object({
  SIM_AP_PORT: port(3101),
  SIM_97_PORT: port(3102),
  SIM_BILLING_PORT: port(3103),
  SIM_DESK_PORT: port(3104),
  SIM_DNS_PORT: port(3107),
  SIM_DATA_DIR: z.string().min(1).optional(),
  AP_SHARED_SECRET: z.string().min(1).default(demoSecrets.ap),
  BSS_SHARED_SECRET: z.string().min(1).default(demoSecrets.bss),
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
  const announce = (simulator: Simulator) => {
    running.push(simulator);
    console.log(`simulator ${simulator.name} ${simulator.url}`);
    return simulator.url;
  };
  const bss = { dataDir, secret: settings.BSS_SHARED_SECRET };
  const ap = announce(await startSimulator({ name: "ap", port: settings.SIM_AP_PORT, dataDir, secret: settings.AP_SHARED_SECRET }));
  const bss97 = announce(await startSimulator({ name: "bss97", port: settings.SIM_97_PORT, ...bss }));
  const billing = announce(await startSimulator({ name: "billing", port: settings.SIM_BILLING_PORT, ...bss }));
  announce(await startSimulator({ name: "dns", port: settings.SIM_DNS_PORT }));
  const links = [
    { label: "应用提供商系统（模拟）", href: ap },
    { label: "97 综合营业系统（模拟）", href: bss97 },
    { label: "计费帐务系统（模拟）", href: billing },
  ];
  const { MAIL_WEB_URL: mailWebUrl, DEMO_STAFF_FILE: staffFile } = settings;
  announce(await startSimulator({ name: "desk", port: settings.SIM_DESK_PORT, dataDir, links, mailWebUrl, staffFile }));
}

process.once("SIGTERM", () => void stopAll(0));
process.once("SIGINT", () => void stopAll(0));
startAll().catch((error: unknown) => {
  console.error(error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : error);
  void stopAll(1);
});
