import { randomInt } from "node:crypto";
import { at, expect, expectPleasant, freshPage, signInCustomer, test } from "../fixtures/journey";

const stamp = String(randomInt(1_000_000)).padStart(6, "0");

test("OR16, OR17: a parent fills a cart for itself and its child, shares it, sends it, and finds both orders under one number", async ({ page, browser }) => {
  test.setTimeout(240_000);
  await signInCustomer(page, "sd", "haiyun_yf", "/account/cart");
  await expectPleasant(page);
  await page.goto(at("sd", "/products/oa"));
  await page.getByRole("link", { name: /加入采购车/ }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: /^订购/ })).toBeVisible();
  const add = page.getByRole("button", { name: "加入采购车" });
  await expect(add).not.toHaveAttribute("aria-busy", "true");
  await add.click();
  await expect(page.getByText("请至少选一个帐号")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "本帐号" })).toBeFocused();
  await page.getByRole("checkbox", { name: "本帐号" }).check();
  await page.getByRole("checkbox", { name: "历下店" }).check();
  await page.getByLabel("历下店的数量").fill("1");
  await add.click();
  await expect(page.getByText("少于起订数量")).toBeVisible();
  await page.getByLabel("历下店的数量").fill("10");
  await expectPleasant(page);
  await add.click();
  await page.waitForURL(/\/account\/cart$/);
  await expect(page.getByRole("link", { name: /^采购车（[1-9]/ })).toBeVisible();
  const own = page.getByRole("region", { name: "本帐号" });
  await expect(own.getByText("管理员邮箱：请填写这一项。").last()).toBeVisible();
  await expectPleasant(page);
  // What is missing is filled line by line.
  for (const region of [own, page.getByRole("region", { name: "历下店" })]) {
    await region.getByRole("button", { name: /^修改/ }).last().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("管理员邮箱").fill("zhenghai@haiyun-yf.example");
    await dialog.getByRole("button", { name: "保存修改" }).click();
    await expect(dialog).toBeHidden();
  }
  await expect(page.getByText("管理员邮箱：请填写这一项。")).toHaveCount(0);
  await page.getByLabel("名称").fill(`开店办公${stamp}`);
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: `开店办公${stamp}` })).toBeVisible();
  await page.getByRole("button", { name: "生成链接" }).click();
  const url = (await page.getByText(/\/account\/cart\/shared\?token=/).textContent()) ?? "";
  await expectPleasant(page);

  const approver = await freshPage(browser);
  await signInCustomer(approver, "sd", "zhoulin@haiyun-yf.example");
  await approver.goto(url);
  await expect(approver.getByRole("heading", { level: 1, name: `开店办公${stamp}` })).toBeVisible();
  await expect(approver.getByRole("button", { name: /提交|复制到|移出/ })).toHaveCount(0);
  await expectPleasant(approver);
  await approver.context().close();
  const child = await freshPage(browser);
  await signInCustomer(child, "sd", "haiyun_lixia");
  await child.goto(url);
  await expect(child.getByText("没有找到").first()).toBeVisible();

  const send = page.getByRole("button", { name: /^提交 \d+ 行$/ });
  await send.click();
  await expect(page.getByRole("checkbox", { name: /我已阅读/ })).toBeFocused();
  await page.getByRole("checkbox", { name: /我已阅读/ }).check();
  await send.dblclick();
  await page.waitForURL(/\/orders\/group\/GSD\d+$/);
  const number = /GSD\d+/.exec(page.url())?.[0] ?? "";
  await expect(page.getByRole("table", { name: "这个批次的订单" }).getByRole("row").filter({ hasText: "协同办公" })).toHaveCount(2);
  await expectPleasant(page);
  await page.goto(at("sd", `/account/orders?group=${number}`));
  await expect(page.getByRole("table", { name: "订单" }).getByRole("link", { name: number })).toHaveCount(2);
  await expectPleasant(page);
  await page.getByRole("table", { name: "订单" }).getByRole("link", { name: /协同办公/ }).first().click();
  await page.waitForURL(/\/orders\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("link", { name: number })).toBeVisible();

  await child.goto(at("sd", `/account/orders/group/${number}`));
  await expect(child.getByRole("table", { name: "这个批次的订单" }).getByRole("row").filter({ hasText: "协同办公" })).toHaveCount(1);
  await child.context().close();

  await page.goto(at("sd", "/account/cart"));
  await page.getByRole("link", { name: `开店办公${stamp}` }).click();
  await expect(page.getByText("都已下单")).toBeVisible();
  await page.getByRole("button", { name: "再订一次" }).click();
  await page.waitForURL(/\/account\/cart$/);
  await expect(page.getByRole("region", { name: "历下店" })).toBeVisible();

  // Leaves the family as it was for whoever comes next.
  await page.getByRole("button", { name: "清空采购车" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "确认删除" }).click();
  await expect(page.getByRole("main").getByText("采购车是空的")).toBeVisible();
  for (const account of ["本帐号", "历下店"]) {
    await page.goto(at("sd", `/account/orders/group/${number}`));
    await page.getByRole("row").filter({ hasText: account }).getByRole("link").click();
    await page.getByRole("button", { name: "取消订单" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "确认取消" }).click();
    await expect(page.getByRole("main").getByText("已取消").first()).toBeVisible();
  }
});

test("OR16: what was typed into an order's form goes along when it is put into the cart instead", async ({ page }) => {
  await signInCustomer(page, "sd", "haiyun_yf", "/account/orders/new?offering=OA-STD&seats=10");
  await page.getByLabel(/^数量/).fill("35");
  await page.getByLabel("管理员邮箱").fill("carried@haiyun-yf.example");
  await page.getByLabel("备注").fill("月底前开通");
  await expectPleasant(page);
  await page.getByRole("link", { name: "加入采购车", exact: true }).click();
  await page.waitForURL(/\/cart\/new\?offering=OA-STD&seats=35$/);
  await expect(page.getByRole("checkbox", { name: "本帐号" })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "历下店" })).not.toBeChecked();
  await expect(page.getByLabel("本帐号的数量")).toHaveValue("35");
  await expect(page.getByLabel("管理员邮箱")).toHaveValue("carried@haiyun-yf.example");
  await expect(page.getByLabel("备注")).toHaveValue("月底前开通");
  await expectPleasant(page);
  // Taken over once: whoever comes back later begins anew.
  await page.goto(at("sd", "/account/cart/new?offering=OA-STD&seats=35"));
  await expect(page.getByLabel("管理员邮箱")).toHaveValue("");
});
