import { movableProduct } from "../fixtures/group";
import { at, expect, expectPleasant, freshPage, signInCustomer, test } from "../fixtures/journey";

test("PC16: a parent arranges that a product goes to its child, reads what it means, takes it back; one whose edge has come is the child's", async ({ page }) => {
  test.setTimeout(120_000);
  const waiting = await movableProduct("haiyun_yf", { isPaidThisMonth: true });
  await signInCustomer(page, "sd", "haiyun_yf", `/account/products/${waiting.productId}`);
  await page.getByRole("link", { name: "转移到其他帐号" }).click();
  await expect(page.getByRole("heading", { name: /^转移/ })).toBeVisible();
  await expectPleasant(page);
  // A sibling without authority first: why not, and where to settle it.
  await page.getByLabel("转到哪个帐号").selectOption({ label: "历下店" });
  await page.getByRole("button", { name: "检查能否转移" }).click();
  await expect(page.getByText("本帐号 → 历下店")).toBeVisible();
  await expectPleasant(page);
  await page.getByLabel("转到哪个帐号").selectOption({ label: waiting.childLabel });
  await page.getByRole("button", { name: "检查能否转移" }).click();
  await expect(page.getByText(`本帐号 → ${waiting.childLabel}`)).toBeVisible();
  await expect(page.getByText("¥2.00").first()).toBeVisible();
  await page.getByRole("button", { name: "安排转移" }).click();
  await expect(page.getByText(new RegExp(`零点起转到${waiting.childLabel}`))).toBeVisible();
  await expectPleasant(page);
  await page.goto(at("sd", "/account/products"));
  await page.getByRole("link", { name: "产品转移" }).click();
  await expect(page.getByRole("row", { name: new RegExp(waiting.productName) })).toContainText("待生效");
  await expectPleasant(page);
  await page.getByRole("button", { name: new RegExp(`取消转移：${waiting.productName}`) }).click();
  await page.getByRole("dialog").getByRole("button", { name: "取消转移" }).click();
  await expect(page.getByRole("row", { name: new RegExp(waiting.productName) })).toContainText("已取消");
  await page.goto(at("sd", "/account/products/transfers?state=scheduled"));
  await expect(page.getByText("没有这种状态的转移")).toBeVisible();
  // Its edge came: the worker carries it over, and the parent reads it among its child's.
  const due = await movableProduct("haiyun_yf", { isPaidThisMonth: false });
  await due.arrive();
  await expect(async () => {
    await page.goto(at("sd", `/account/products?account=${due.childId}`));
    await expect(page.getByText(due.productName).first()).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 40_000 });
  await page.goto(at("sd", `/account/products/${due.productId}/transfer`));
  await expect(page.getByRole("row", { name: new RegExp(due.productName) })).toContainText("已转移");
});

test("PC11: an account gives its code and is arranged to join, and a child is asked to stand alone and agrees", async ({ page, browser }) => {
  test.setTimeout(120_000);
  const joiner = await freshPage(browser);
  await signInCustomer(joiner, "sd", "taishan_wuliu", "/account/company/parent");
  await expectPleasant(joiner);
  await joiner.getByRole("button", { name: "生成加入码" }).click();
  const code = await joiner.locator("code").first().innerText();
  expect(code).toMatch(/^[2-9A-Z]{10}$/);
  await expectPleasant(joiner);
  await signInCustomer(page, "sd", "haiyun_yf", "/account/children");
  await page.getByRole("link", { name: "加入和离开" }).click();
  await page.getByLabel("加入码").fill("2222222222");
  await page.getByRole("button", { name: "查看是谁" }).click();
  await expect(page.getByText("加入码不对、已用过或已过期")).toBeVisible();
  await page.getByLabel("加入码").fill(` ${code.slice(0, 5).toLowerCase()}-${code.slice(5)} `);
  await page.getByRole("button", { name: "查看是谁" }).click();
  await expect(page.getByText(/taishan_wuliu/)).toBeVisible();
  await expectPleasant(page);
  await page.getByLabel("怎样称呼这个子帐号").fill("历下店");
  await page.getByRole("button", { name: "安排加入" }).click();
  await expect(page.getByText("已有一个子帐号叫这个名称，请换一个")).toBeVisible();
  await page.getByLabel("怎样称呼这个子帐号").fill("泰安物流");
  await page.getByRole("button", { name: "安排加入" }).click();
  await expect(page.getByText(/泰安物流：.*零点起加入上级企业/)).toBeVisible();
  await expectPleasant(page);
  // Who is to join takes it back.
  await joiner.reload();
  await joiner.getByRole("button", { name: "取消安排" }).click();
  await expect(joiner.getByRole("button", { name: /生成加入码/ })).toBeVisible();
  await joiner.context().close();
  // A child whose owner has been there.
  const { childId, ownerEmail, childLabel } = await movableProduct("haiyun_yf", { isPaidThisMonth: true });
  await page.goto(at("sd", `/account/children/${childId}`));
  await page.getByRole("link", { name: "归属" }).click();
  await expect(page.getByRole("heading", { name: `${childLabel}独立` })).toBeVisible();
  await page.getByRole("button", { name: "请它独立" }).click();
  await expect(page.getByText("等待答复")).toBeVisible();
  await expectPleasant(page);
  const child = await freshPage(browser);
  await signInCustomer(child, "sd", ownerEmail, "/account/company/parent");
  await expectPleasant(child);
  await child.getByRole("button", { name: "同意", exact: true }).click();
  await expect(child.getByText("待生效")).toBeVisible();
  await page.reload();
  await expect(page.getByText("待生效")).toBeVisible();
  await page.getByRole("button", { name: "取消安排" }).click();
  await expect(page.getByRole("row", { name: new RegExp(childLabel) })).toContainText("已取消");
  await child.context().close();
});
