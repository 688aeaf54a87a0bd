import type { BrowserContext, CDPSession, Page } from "@playwright/test";
import { at, companion, expect, expectPleasant, sendOrder, signInCustomer, test } from "../fixtures/journey";

type Subscription = { endpoint: string; keys: { p256dh: string; auth: string } };
type Message = { subscriptionId: string; status: number; payload: string };

/** A browser without its maker's network: what it would ask of its push service it asks of the stand-in. All else is the browser's own. */
async function withPushService(page: Page): Promise<void> {
  const subscribe = async (key: string) => (await (await fetch(companion(113, "/_subscribe"), { method: "POST", body: JSON.stringify({ key }) })).json()) as Subscription;
  await page.context().exposeFunction("subscribeAtService", subscribe);
  await page.context().addInitScript(() => {
    if (!("PushManager" in window)) return;
    const place = "stand-in subscription";
    const kept = () => {
      const raw = localStorage.getItem(place);
      return raw === null ? null : { endpoint: (JSON.parse(raw) as Subscription).endpoint, toJSON: () => JSON.parse(raw) as Subscription, unsubscribe: () => { localStorage.removeItem(place); return Promise.resolve(true); } };
    };
    Object.assign(PushManager.prototype, {
      getSubscription: () => Promise.resolve(kept()),
      subscribe: async ({ applicationServerKey }: { applicationServerKey: string }) => {
        const made = await (window as unknown as { subscribeAtService: (key: string) => Promise<Subscription> }).subscribeAtService(applicationServerKey);
        localStorage.setItem(place, JSON.stringify(made));
        return kept();
      },
    });
  });
}

const pushed = async (endpoint: string): Promise<Message[]> => ((await (await fetch(companion(113, "/_messages"))).json()) as { messages: Message[] }).messages.filter(({ subscriptionId }) => endpoint.endsWith(subscriptionId));

/** The browser's own worker of a host, as the protocol names it. */
async function workerOf(session: CDPSession, origin: string): Promise<string> {
  const found = new Promise<string>((resolve) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const own = registrations.find(({ scopeURL, isDeleted }) => scopeURL.startsWith(origin) && !isDeleted);
      if (own) resolve(own.registrationId);
    });
  });
  await session.send("ServiceWorker.enable");
  return found;
}

type Shown = { title: string; path: string };
const shownIn = (context: BrowserContext): Promise<Shown[]> => {
  const [worker] = context.serviceWorkers();
  return worker ? worker.evaluate(async () => (await (self as unknown as ServiceWorkerGlobalScope & { registration: ServiceWorkerRegistration }).registration.getNotifications()).map(({ title, data }) => ({ title, path: (data as { path: string }).path }))) : Promise.resolve([]);
};
type ServiceWorkerGlobalScope = object;

test("NT2: somebody who has sent an order agrees to pushes, gets one with the tab closed, and a click leads to the order by way of the sign-in", async ({ page, context }) => {
  test.setTimeout(150_000);
  await context.grantPermissions(["notifications"]);
  await withPushService(page);
  await signInCustomer(page, "bj", "jingcheng_it", "/account/orders/new?offering=OA-STD&seats=20");
  await sendOrder(page, "20");
  const order = new URL(page.url()).pathname;
  // Nothing was asked at load: the offer is a part of the page, and waits for a click.
  await expect(page.getByText("有进展时推送到这台设备？")).toBeVisible();
  await expectPleasant(page);
  await page.getByRole("button", { name: "接收推送" }).click();
  await expect(page.getByText("有进展会推送到这台设备")).toBeVisible();
  const { endpoint } = JSON.parse((await page.evaluate(() => localStorage.getItem("stand-in subscription"))) ?? "{}") as Subscription;

  await page.goto(at("bj", "/account/notices/choices"));
  const devices = page.getByRole("list", { name: "接收推送的设备" });
  await expect(devices.getByRole("listitem")).toContainText("这台设备");
  await expect(page.getByText("始终发邮件和推送：法律和合同要求必须告知。").first()).toBeVisible();
  await expectPleasant(page);

  await page.goto(at("bj", order));
  await page.getByRole("button", { name: "取消订单" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "确认取消" }).click();
  await expect.poll(async () => (await pushed(endpoint)).filter(({ status, payload }) => status === 201 && payload.includes(order)).length, { timeout: 20_000 }).toBeGreaterThan(0);
  const payload = (await pushed(endpoint)).findLast((message) => message.payload.includes("已取消"))?.payload ?? "";
  expect(JSON.parse(payload)).toMatchObject({ path: order });
  expect(payload).not.toMatch(/[¥￥]|京程/);

  // The tab closes; what the service took goes to the browser's worker as the network would bring it.
  await context.clearCookies();
  const elsewhere = await context.newPage();
  const session = await context.newCDPSession(elsewhere);
  const origin = at("bj", "");
  const registrationId = await workerOf(session, origin);
  await page.close();
  await session.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data: payload });
  await expect.poll(() => shownIn(context)).toEqual([{ title: expect.stringMatching(/订单 .+ 已取消/), path: order }]);
  const opened = await context.serviceWorkers()[0]?.evaluate(async () => {
    const worker = self as unknown as { registration: ServiceWorkerRegistration; clients: { openWindow: (address: string) => Promise<null> } };
    const [notification] = await worker.registration.getNotifications();
    const address = new Promise<string>((resolve) => { worker.clients.openWindow = (wanted) => { resolve(wanted); return Promise.resolve(null); }; });
    const click = new Event("notificationclick");
    Object.assign(click, { notification, waitUntil: () => undefined });
    self.dispatchEvent(click);
    return address;
  });
  expect(opened).toBe(at("bj", order));
  await elsewhere.goto(opened ?? "");
  await signInHere(elsewhere);
  await elsewhere.waitForURL(at("bj", order));
});

/** Signs in on the page to which a page of somebody signed out leads. */
async function signInHere(page: Page): Promise<void> {
  await expect(page.getByLabel("密码", { exact: true })).toBeVisible();
  await signInCustomer(page, "bj", "jingcheng_it", new URL(page.url()).searchParams.get("to") ?? "");
}

test("NT4, NT7: somebody switches mails of an event off, sets quiet hours with the error at the field, and the owner a role's default", async ({ page }) => {
  await signInCustomer(page, "gd", "yuexiu_mfg", "/account/notices/choices");
  const box = page.getByRole("checkbox", { name: "订单留言：邮件" });
  await expect(box).toBeChecked();
  await box.uncheck();
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.getByText("已保存")).toBeVisible();
  await page.reload();
  await expect(box).not.toBeChecked();
  await page.getByLabel("免打扰从").fill("22:00");
  await page.getByRole("button", { name: "保存时间" }).click();
  await expect(page.getByText("请填写结束时间")).toBeVisible();
  await expect(page.getByLabel("免打扰从")).toHaveValue("22:00");
  await page.getByLabel("到", { exact: true }).fill("08:00");
  await page.getByRole("button", { name: "保存时间" }).click();
  await expect(page.getByText("已保存")).toBeVisible();
  await expectPleasant(page);
  await page.getByLabel("免打扰从").fill("");
  await page.getByLabel("到", { exact: true }).fill("");
  await page.getByRole("button", { name: "保存时间" }).click();
  await page.getByRole("button", { name: "恢复为企业的默认设置" }).click();
  await expect(page.getByText("已恢复为企业的默认设置")).toBeVisible();
  await expect(box).toBeChecked();

  await page.getByRole("link", { name: "成员的默认提醒" }).click();
  await page.getByRole("navigation", { name: "角色" }).getByRole("link", { name: "财务" }).click();
  await expect(page.getByRole("heading", { name: "财务的默认提醒" })).toBeVisible();
  await page.getByRole("checkbox", { name: "订单留言：邮件" }).uncheck();
  await page.getByRole("button", { name: "保存默认设置" }).click();
  await expect(page.getByText("已保存")).toBeVisible();
  await expectPleasant(page);
  await page.reload();
  await expect(page.getByRole("checkbox", { name: "订单留言：邮件" })).not.toBeChecked();
});
