import { request as call } from "node:http";
import { receiver } from "../fixtures/events";
import { at, expect, expectPleasant, signInStaff, test } from "../fixtures/journey";
import { demoSecrets } from "../simulators/start";

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; text: string };

/** A machine's call over the wire, to the letter: no library puts the address in order first. */
function machineCall(method: string, path: string, { body = "", headers = {} }: { body?: string; headers?: Record<string, string> } = {}): Promise<Answer> {
  const { host, hostname: _name, port } = new URL(at("api"));
  return new Promise((done, failed) => {
    const sent = call({ host: "127.0.0.1", port, method, path, headers: { host, ...headers, ...(body ? { "content-length": String(Buffer.byteLength(body)) } : {}) } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () => done({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(parts).toString("utf8") }));
    });
    sent.on("error", failed);
    sent.end(body);
  });
}

const askToken = (clientId: string, secret: string) => machineCall("POST", "/oauth2/token", { body: "grant_type=client_credentials", headers: { "content-type": "application/x-www-form-urlencoded", authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString("base64")}` } });
const tokenOf = async (clientId: string, secret: string) => (JSON.parse((await askToken(clientId, secret)).text) as { access_token: string }).access_token;
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder";

test("IN6: staff give a system a client with a secret that is shown once, read what it calls, replace the secret and stop it", async ({ page }) => {
  test.setTimeout(120_000);
  // A second try finds the first one's client.
  const name = `山东客服系统 ${Date.now().toString(36)}`;
  await signInStaff(page, "zhouhang@zx.kdsw.example");
  await page.goto(at("ops", "/api-clients"));
  await expect(page.getByRole("heading", { level: 1, name: "接口客户端" })).toBeVisible();
  await expectPleasant(page);
  await page.getByRole("button", { name: "新建客户端" }).click();
  await page.getByRole("button", { name: "建立" }).click();
  await expect(page.getByText("请至少选择一项权限")).toBeVisible();
  await page.getByLabel("系统名称").fill(name);
  await page.getByLabel("读取产品订单").check();
  await expectPleasant(page);
  await page.getByRole("button", { name: "建立" }).click();
  await expect(page.getByText("密钥只显示这一次")).toBeVisible();
  await expectPleasant(page);
  const [clientId = "", secret = ""] = await page.getByRole("dialog").locator("code").allTextContents();
  await page.keyboard.press("Escape");
  const token = await tokenOf(clientId, secret);
  expect([(await machineCall("GET", `${ORDERS}?limit=1`, { headers: bearer(token) })).status, (await machineCall("GET", "/tmf-api/party/v4/organization", { headers: bearer(token) })).status]).toEqual([206, 403]);
  await page.getByRole("link", { name }).click();
  await expect(page.getByText(`GET ${ORDERS}?limit=1`)).toBeVisible();
  await expectPleasant(page);
  await page.getByRole("link", { name: "事件推送" }).click();
  await expect(page.getByText("没有订阅")).toBeVisible();
  await expectPleasant(page);
  await page.goto(at("ops", "/api-clients"));
  await page.getByRole("button", { name: `更换密钥 ${name}` }).click();
  await page.getByLabel("旧密钥可能泄露，立即作废").check();
  await page.getByRole("button", { name: "更换", exact: true }).click();
  await expect(page.getByText("旧密钥已经作废。")).toBeVisible();
  await page.keyboard.press("Escape");
  expect((await askToken(clientId, secret)).status).toBe(401);
  await page.getByRole("button", { name: `停用 ${name}` }).click();
  await expect(page.getByRole("button", { name: `恢复 ${name}` })).toBeVisible();
  expect((await machineCall("GET", `${ORDERS}?limit=1`, { headers: bearer(token) })).status).toBe(401);
});

test("IN7: over the wire the query arrives to the letter, and what generated clients make of TM Forum's addresses is answered", async () => {
  const headers = bearer(await tokenOf("SD.97", demoSecrets.api97));
  const rows = async (query: string) => {
    const { status, text } = await machineCall("GET", `${ORDERS}?${query}`, { headers });
    return status < 300 ? (JSON.parse(text) as { state: string }[]).map(({ state }) => state) : status;
  };
  const either = await rows("state=completed;state=pending");
  expect(Array.isArray(either) && new Set(either)).toEqual(new Set(["completed", "pending"]));
  expect(await rows("state=completed,pending")).toEqual(either);
  expect([await rows("state=completed;state=pending&fields=id"), await rows("orderDate%3E%3D2020-01-01&orderDate%3C2020-01-02"), await rows("colour=red")]).toEqual([400, [], 400]);
  const statuses = await Promise.all(["/tmf-api/productOrderingManagement/v4//productOrder?limit=1", `${ORDERS}/?limit=1`, "/payment/v4/payment?limit=1", "/tmf-api/paymentManagement/v4/payment?limit=1"].map(async (path) => (await machineCall("GET", path, { headers })).status));
  expect(statuses.every((status) => status === 200 || status === 206), statuses.join()).toBe(true);
  const chunked = await machineCall("POST", ORDERS, { headers: { ...headers, "content-type": "application/json", "transfer-encoding": "chunked" }, body: "" });
  expect([chunked.status, JSON.parse(chunked.text)]).toEqual([400, expect.objectContaining({ code: "21" })]);
  const described = await machineCall("GET", "/tmf-api/openapi.json");
  expect([described.status, (JSON.parse(described.text) as { paths: Record<string, unknown> }).paths[ORDERS] !== undefined]).toEqual([200, true]);
  const put = await machineCall("PUT", ORDERS, { headers });
  expect([put.status, put.headers.allow]).toEqual([405, "GET, HEAD, OPTIONS, POST"]);
});

test("OR2, IN5: 97 sends an order, is told of it by the worker, and takes it back", async () => {
  test.setTimeout(60_000);
  const headers = { ...bearer(await tokenOf("SD.97", demoSecrets.api97)), "content-type": "application/json" };
  const json = async (method: string, path: string, body?: object) => {
    const { status, text } = await machineCall(method, path, { headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    return { status, body: (text === "" ? null : JSON.parse(text)) as { id: string; state: string; name?: string } & { id: string; name: string }[] };
  };
  const at97 = await receiver();
  const hub = "/tmf-api/productOrderingManagement/v4/hub";
  const subscribed = await json("POST", hub, { callback: at97.url, query: "" });
  expect(subscribed.status).toBe(201);
  const [company] = (await json("GET", "/tmf-api/customerManagement/v4/customer?account.name=qilu_jingji")).body;
  const [offering] = (await json("GET", "/tmf-api/productCatalogManagement/v4/productOffering?name=OA%20%E6%A0%87%E5%87%86%E7%89%88")).body;
  const offerings = offering ? [offering] : (await json("GET", "/tmf-api/productCatalogManagement/v4/productOffering")).body.filter(({ name }) => /OA.* 标准版$/.test(name));
  const sent = await json("POST", ORDERS, {
    externalId: `97-${Date.now()}`, channel: [{ id: "counter" }], relatedParty: [{ id: company?.id, role: "customer", "@referredType": "Customer" }],
    productOrderItem: [{ id: "1", action: "add", productOffering: { id: offerings[0]?.id }, product: { productCharacteristic: [{ name: "seats", value: 10 }, { name: "administratorEmail", value: "admin@journey.example" }] } }],
  });
  expect([sent.status, sent.body.state]).toEqual([201, "acknowledged"]);
  const told = () => at97.got.filter((one) => one.told.event.productOrder?.id === sent.body.id).map((one) => `${one.told.eventType} ${one.told.event.productOrder?.state}`);
  await expect.poll(told, { timeout: 20_000 }).toEqual(["ProductOrderCreateEvent acknowledged"]);
  expect((await json("POST", "/tmf-api/productOrderingManagement/v4/cancelProductOrder", { productOrder: { id: sent.body.id }, cancellationReason: "旅程结束" })).status).toBe(201);
  await expect.poll(told, { timeout: 20_000 }).toEqual(["ProductOrderCreateEvent acknowledged", "ProductOrderStateChangeEvent cancelled"]);
  expect((await json("DELETE", `${hub}/${subscribed.body.id}`)).status).toBe(204);
  await at97.close();
});
