import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Stripe from "stripe";
import { afterEach, describe, expect, it } from "vitest";
import type { Simulator } from "./kit/server";
import { demoSecrets, startSimulator } from "./start";

let running: Simulator | null = null;
afterEach(async () => {
  await running?.close();
  running = null;
});

function clientOf(url: string): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(demoSecrets.stripeKey, { host: hostname, port: Number(port), protocol: "http", telemetry: false });
}

describe("the payment stand-in among the others", () => {
  it("starts by name with the demo's keys and answers the official SDK", async () => {
    running = await startSimulator({ name: "stripe", port: 0 });
    expect(running.name).toBe("stripe");
    expect((await clientOf(running.url).customers.create({ name: "演示" })).id).toMatch(/^cus_/);
    expect(demoSecrets.stripeWebhook).toMatch(/^whsec_/);
  });

  it("is listed at the demo desk, and a killed process has forgotten nothing it answered", async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), "sim-stripe-"));
    const { STRIPE_SECRET_KEY: _key, STRIPE_WEBHOOK_SECRET: _secret, ...inherited } = process.env;
    const env = { ...inherited, SIM_SKIP: "ap,bss97,billing,robots,dns", SIM_STRIPE_PORT: "0", SIM_DESK_PORT: "0", SIM_DATA_DIR: dataDir };
    const launch = async () => {
      const child = spawn(process.execPath, ["--import", "tsx", path.join(import.meta.dirname, "main.ts")], { env });
      let output = "";
      child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
      child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
      const exited = once(child, "exit");
      await expect.poll(() => output, { timeout: 15_000 }).toContain("simulator desk http");
      const urlOf = (name: string) => new RegExp(`simulator ${name} (\\S+)`).exec(output)?.[1] ?? "";
      return { child, exited, url: urlOf("stripe"), deskUrl: urlOf("desk") };
    };
    const killed = await launch();
    expect(await (await fetch(killed.deskUrl)).text()).toContain("支付渠道 Stripe（模拟）");
    const intent = await clientOf(killed.url).paymentIntents.create({ amount: 5_000, currency: "cny", payment_method: "pm_card_visa", allowed_payment_method_types: ["card"], confirm: true });
    killed.child.kill("SIGKILL");
    await killed.exited;
    const again = await launch();
    expect((await clientOf(again.url).paymentIntents.retrieve(intent.id)).status).toBe("succeeded");
    again.child.kill("SIGTERM");
    expect(await again.exited).toEqual([0, null]);
    rmSync(dataDir, { recursive: true, force: true });
  }, 40_000);
});
