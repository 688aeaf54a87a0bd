import { at, expect, expectPleasant, test } from "../fixtures/journey";

test("promise 22, 48: with the origin gone the shop is read on and says which parts are away; the account says what to do", async ({ page }) => {
  const paths = [["", "/"], ["sd", "/"], ["sd", "/products"], ["sd", "/products/oa"]] as const;
  for (const [label, path] of paths) expect((await page.goto(at(label, path)))?.status()).toBe(200);
  process.kill(Number(process.env.ORIGIN_PID), "SIGKILL");
  const away = await page.goto(at("sd", "/account"));
  expect(away?.status()).toBe(503);
  await expect(page.getByRole("heading", { name: "系统正在恢复，请稍候" })).toBeVisible();
  for (const [label, path] of paths) {
    expect((await page.goto(at(label, path)))?.status(), `${label}${path}`).toBe(200);
    await expect(page.getByRole("status").filter({ hasText: "登录、下单和账户暂时不可用" })).toBeVisible();
  }
  await expect(page.getByText("¥20.00").first()).toBeVisible();
  await expectPleasant(page);
  expect((await page.goto(at("zz")))?.status(), "a host that is nobody's is still nobody's").toBe(404);
});
