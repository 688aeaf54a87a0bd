import Stripe from "stripe";
import { afterEach, describe, expect, it } from "vitest";
import type { Simulator } from "./kit/server";
import { demoSecrets, startSimulator } from "./start";

let running: Simulator | null = null;
afterEach(async () => {
  await running?.close();
  running = null;
});

describe("the payment stand-in among the others", () => {
  it("starts by name with the demo's keys and answers the official SDK", async () => {
    running = await startSimulator({ name: "stripe", port: 0 });
    const { hostname, port } = new URL(running.url);
    const stripe = new Stripe(demoSecrets.stripeKey, { host: hostname, port: Number(port), protocol: "http", telemetry: false });
    expect(running.name).toBe("stripe");
    expect((await stripe.customers.create({ name: "演示" })).id).toMatch(/^cus_/);
    expect(demoSecrets.stripeWebhook).toMatch(/^whsec_/);
  });
});
