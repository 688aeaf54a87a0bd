import { at, expect, expectPleasant, signInStaff, test } from "../fixtures/journey";
import { send } from "../promises/kit/http";

test("SY2: a clerk reads the province's figures with their thresholds and goes to where each is worked off; a machine reads them with its token alone", async ({ page }) => {
  test.setTimeout(180_000);
  await signInStaff(page, "zhaomin@sd.kdsw.example");
  await page.getByRole("link", { name: "运行指标" }).click();
  await expect(page.getByRole("heading", { name: "运行指标", level: 1 })).toBeVisible();
  const rows = page.getByRole("table", { name: "运行指标" }).getByRole("row");
  await expect(rows).toHaveCount(6);
  await expect(rows.filter({ hasText: "待审订单" })).toContainText(/\d+ 件.*达到 50 件告警，低于 40 件解除/);
  await expect(rows.filter({ hasText: "逾期未结清" })).toContainText(/¥[\d,]+\.\d\d/);
  await expect(page.getByRole("heading", { name: "告警记录" })).toBeVisible();
  await expectPleasant(page);
  for (const [figure, desk, heading] of [["待审订单", "待审队列", "待审队列"], ["开通失败", "开通请求", "开通请求"], ["逾期未结清", "欠费", "帐务"], ["推送失败", "推送失败", "推送失败"]] as const) {
    await page.goto(at("ops", "/figures"));
    await rows.filter({ hasText: figure }).getByRole("link", { name: desk }).click();
    await expect(page.getByRole("heading", { name: heading, level: 1 })).toBeVisible();
  }
  await expectPleasant(page);

  const ask = (label: string, headers: Record<string, string> = {}) => {
    const { host, port } = new URL(at(label));
    return send(Number(port), { host, path: "/metrics", headers });
  };
  const authorization = `Bearer ${process.env.METRICS_TOKEN ?? ""}`;
  expect((await ask("api")).status).toBe(401);
  const answer = await ask("api", { authorization });
  expect([answer.status, answer.text]).toEqual([200, expect.stringMatching(/^kdsw_orders_waiting\{platform="SD",province="SD"\} \d+$/m)]);
  // The console sends whoever is not signed in to its own door.
  for (const [label, status] of [["", 404], ["sd", 404], ["zz", 404], ["ops", 307]] as const) {
    const elsewhere = await ask(label, { authorization });
    expect([elsewhere.status, elsewhere.text.includes("kdsw_orders_waiting")], label).toEqual([status, false]);
  }
});
