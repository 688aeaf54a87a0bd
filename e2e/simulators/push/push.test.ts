import { afterEach, expect, it } from "vitest";
import webPush from "web-push";
import type { Simulator } from "../kit/server";
import { startSimulator } from "../start";

const running: Simulator[] = [];
afterEach(async () => { await Promise.all(running.splice(0).map((simulator) => simulator.close())); });

async function service() {
  const simulator = await startSimulator({ name: "push", port: 0 });
  running.push(simulator);
  const keys = webPush.generateVAPIDKeys();
  const subscribe = async (key = keys.publicKey) => (await (await fetch(`${simulator.url}/_subscribe`, { method: "POST", body: JSON.stringify({ key }) })).json()) as { endpoint: string; keys: { p256dh: string; auth: string } };
  const send = async (subscription: Awaited<ReturnType<typeof subscribe>>, { signer = keys, spoil = (body: Buffer) => body }: { signer?: typeof keys; spoil?: (body: Buffer) => Buffer } = {}) => {
    const { endpoint, headers, body } = webPush.generateRequestDetails(subscription, "只有这台设备能读", { vapidDetails: { subject: "https://portal.example/", ...signer } });
    return (await fetch(endpoint, { method: "POST", headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name !== "Content-Length").map(([name, value]) => [name, String(value)])), body: new Uint8Array(spoil(body ?? Buffer.alloc(0))) })).status;
  };
  const last = async () => ((await (await fetch(`${simulator.url}/_messages`)).json()) as { messages: { problem: string | null; payload: string }[] }).messages.at(-1);
  return { simulator, subscribe, send, last };
}

it("NT2: the stand-in reads what the standard says, and refuses another's signature, another's message and a changed one", async () => {
  const { subscribe, send, last } = await service();
  const [one, two] = [await subscribe(), await subscribe()];
  expect(await send(one)).toBe(201);
  expect((await last())?.payload).toBe("只有这台设备能读");
  expect(await send(one, { signer: webPush.generateVAPIDKeys() })).toBe(400);
  expect((await last())?.problem).toBe("another application server's key");
  expect(await send({ endpoint: two.endpoint, keys: one.keys })).toBe(400);
  expect((await last())?.problem).toBe("cannot be decrypted");
  expect(await send(one, { spoil: (body) => Buffer.concat([body.subarray(0, -1), Buffer.from([0])]) })).toBe(400);
  expect(await send({ endpoint: one.endpoint.replace(/[\w-]+$/, "unknown"), keys: one.keys })).toBe(404);
});

it("NT2: it answers what a test asks it to, for all or for one, and shows what came in words", async () => {
  const { simulator, subscribe, send } = await service();
  const [one, two] = [await subscribe(), await subscribe()];
  const control = (body: unknown) => fetch(`${simulator.url}/_control`, { method: "POST", body: JSON.stringify(body) });
  await control({ status: 410, subscriptionId: one.endpoint.split("/").at(-1) });
  expect([await send(one), await send(two)]).toEqual([410, 201]);
  await control({ status: 429 });
  expect(await send(two)).toBe(429);
  expect(await (await fetch(simulator.url)).text()).toMatch(/只有这台设备能读[\s\S]*已收下|已收下[\s\S]*只有这台设备能读/);
});
