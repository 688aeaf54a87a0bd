import type { Locator, Page } from "@playwright/test";
import { at, companion, expect, expectPleasant, freshPage, mailTo, signInCustomer, signInStaff, test } from "../fixtures/journey";

const at10060 = (path = "/") => companion(110, path);
const control = async (switches: Record<string, unknown>) => expect((await fetch(at10060("/_control"), { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(switches) })).status).toBe(200);
type Call = { body: string; status: number | null; repeated: boolean };
const callsAbout = async (number: string) => ((await (await fetch(at10060("/_calls"))).json()) as { calls: Call[] }).calls.filter(({ body }) => body.includes(number));

/** The row of a case at the stand-in, once it says something. */
async function rowAt10060(desk: Page, number: string, words: RegExp): Promise<Locator> {
  const row = desk.getByRole("table", { name: "服务单" }).getByRole("row").filter({ hasText: number });
  await expect(async () => {
    await desk.goto(at10060());
    await expect(row).toHaveText(words, { timeout: 1000 });
  }).toPass({ timeout: 90_000 });
  return row;
}

async function answer(desk: Page, number: string, status: string, text: string, agent = "王静（8012）"): Promise<void> {
  await desk.goto(at10060());
  await desk.getByLabel(`办法 ${number}`).selectOption({ label: status });
  await desk.getByLabel(`客服 ${number}`).selectOption({ label: agent });
  await desk.getByLabel(`答复 ${number}`).fill(text);
  await desk.getByRole("button", { name: `提交 ${number}` }).click();
}

/** What stands on a case's page, in its order, without its times. */
const talkOf = async (page: Page) => (await page.getByRole("list", { name: "处理经过" }).getByRole("listitem").allInnerTexts()).map((text) => text.replace(/\s+/g, " "));
const until = (page: Page, words: string | RegExp) => expect(page.getByRole("heading", { level: 1 }).locator("xpath=ancestor::header")).toContainText(words, { timeout: 90_000 });

test("IN3: a case opened online reaches 10060 over a line that loses and repeats, is answered, refused and confirmed, and says at each step who has it", async ({ page, browser }) => {
  test.setTimeout(300_000);
  const desk = await freshPage(browser);
  await signInCustomer(page, "nf", "shudao_ls");
  await page.goto(at("nf", "/account/tickets"));
  await expectPleasant(page);
  await page.getByRole("link", { name: "报障或咨询" }).first().click();
  await page.getByRole("button", { name: "提交", exact: true }).click();
  await expect(page.getByText("请写得具体一些").first()).toBeVisible();
  await expectPleasant(page);

  // 10060 is down for a call, hangs up after it has done the next, and gets each message twice.
  await control({ failNext: 1, dropReplyNext: 1, duplicate: true });
  await page.getByRole("radio", { name: /故障/ }).check();
  await page.getByLabel(/^一句话说明/).fill("门店打不开审批");
  await page.getByLabel(/^详细情况/).fill("三家门店从早上起打不开审批页面，总部正常。");
  await page.getByRole("radio", { name: /电话/ }).check();
  await page.getByLabel(/^打给谁/).fill("13912345678");
  await page.getByRole("button", { name: "提交", exact: true }).dblclick();
  await page.waitForURL(/\/tickets\/[0-9a-f-]{36}$/);
  const number = (await page.getByRole("navigation", { name: "当前位置" }).innerText()).match(/SCT\d{11}/)?.[0] ?? "";
  expect(number).toMatch(/^SCT\d{11}$/);
  await until(page, "已提交");
  await until(page, "10060 已受理");
  const row = await rowAt10060(desk, number, /网上提交.*蜀道连锁餐饮管理有限公司.*13912345678.*门店打不开审批.*待处理/);
  await expect(row).toHaveCount(1);
  // It had the case with the second call, and is told until it has said so.
  await expect.poll(async () => (await callsAbout(number)).some(({ status, repeated }) => status === 201 && !repeated), { timeout: 60_000 }).toBe(true);
  const calls = await callsAbout(number);
  expect({ down: calls.some(({ status }) => status === 503), hungUp: calls.some(({ status }) => status === null), repeated: calls.some(({ repeated }) => repeated) }).toEqual({ down: true, hungUp: true, repeated: true });

  await control({ failNext: 1, dropReplyNext: 1 });
  await page.getByLabel("您的留言").fill("现在第四家门店也打不开了");
  await page.getByRole("button", { name: "发送" }).click();
  await expect(page.getByText("现在第四家门店也打不开了")).toBeVisible();
  await expect((await rowAt10060(desk, number, /现在第四家门店也打不开了/)).getByText("现在第四家门店也打不开了")).toHaveCount(1);

  // What the agent does leaves in the wrong order, each twice; one is lost on its way, one answer on its way back.
  await control({ duplicate: false, sendReversed: true, sendTwice: true, loseSendNext: 1, loseAnswerNext: 1 });
  await answer(desk, number, "开始处理", "正在检查门店专线");
  await answer(desk, number, "处理完毕", "专线路由已恢复，请再试");
  await until(page, "已解决，等您确认");
  expect(await talkOf(page)).toEqual([
    expect.stringMatching(/^提交服务单/), expect.stringMatching(/现在第四家门店也打不开了$/), expect.stringMatching(/^开始处理 · 10060 客服 王静/), expect.stringMatching(/^10060 客服 王静 .*正在检查门店专线$/), expect.stringMatching(/^处理完毕，等待确认 · 10060 客服 王静/), expect.stringMatching(/^10060 客服 王静 .*专线路由已恢复，请再试$/),
  ]);
  await expectPleasant(page);
  expect((await mailTo("tangqiao@shudao-ls.example", `服务单 ${number} 已解决`)).text).toContain("专线路由已恢复");
  await control({ sendReversed: false, sendTwice: false });

  await page.getByRole("button", { name: "没有解决" }).click();
  await page.getByLabel("现在的情况").fill("第四家门店还是打不开");
  await page.getByRole("button", { name: "继续处理" }).click();
  await until(page, /处理中.*客服 王静/s);
  await rowAt10060(desk, number, /第四家门店还是打不开.*处理中/);
  await control({ loseAnswerNext: 1 });
  await answer(desk, number, "处理完毕", "第四家门店的设备已重启", "李强（8035）");
  await until(page, "已解决，等您确认");
  await page.getByRole("button", { name: "已经解决" }).click();
  await until(page, "已办结");
  await rowAt10060(desk, number, /客户确认，已办结/);
  await page.goto(at("nf", "/account/tickets?state=ended"));
  await expect(page.getByRole("row").filter({ hasText: number })).toContainText("已办结");
});

test("IN3: a call that 10060 takes is in the company's list under the same number, once; staff of the province find it and say something, and the company takes it back", async ({ page, browser }) => {
  test.setTimeout(240_000);
  const [desk, clerk] = [await freshPage(browser), await freshPage(browser)];
  const about = `想了解套餐拆分 ${String(Date.now()).slice(-6)}`;
  await control({ sendTwice: true, loseSendNext: 1, loseAnswerNext: 1 });
  await desk.goto(at10060());
  await desk.getByLabel("平台（省份代码，共用平台 NF）").fill("NF");
  await desk.getByLabel("企业帐号").fill("chutian_sm");
  await desk.getByLabel("类型").selectOption({ label: "咨询" });
  await desk.getByLabel("客服", { exact: true }).selectOption({ label: "陈小梅（8107）" });
  await desk.getByLabel("事由").fill(about);
  await desk.getByLabel("来电内容").fill("客户来电，想知道套餐能不能拆开单买。");
  await desk.getByRole("button", { name: "登记" }).click();
  const row = await rowAt10060(desk, about, /HBT\d{11}.*电话登记.*楚天商贸有限公司.*待处理/);
  const number = (await row.innerText()).match(/HBT\d{11}/)?.[0] ?? "";
  await control({ sendTwice: false });

  await signInCustomer(page, "nf", "chutian_sm");
  await page.goto(at("nf", "/account/tickets"));
  await expect(page.getByRole("row").filter({ hasText: about })).toHaveCount(1);
  await page.getByRole("row").filter({ hasText: number }).getByRole("link").click();
  await until(page, "10060 已受理，客服 陈小梅");

  await signInStaff(clerk, "chenjie@nf.kdsw.example");
  await clerk.goto(at("ops", "/tickets"));
  await clerk.getByLabel("服务单号、企业名称或帐号").fill("楚天");
  await clerk.getByRole("button", { name: "查找" }).click();
  await expectPleasant(clerk);
  // Her duty is Sichuan and Guizhou: a case of Hubei is not hers, by name or by number.
  await expect(clerk.getByText("没有符合条件的结果")).toBeVisible();
  await clerk.goto(at("ops", `/tickets?q=${number}`));
  await expect(clerk.getByText("没有符合条件的结果")).toBeVisible();
  await clerk.goto(at("ops", "/tickets?q=shudao_ls&state=active"));
  await clerk.getByRole("link", { name: "订单什么时候能审核" }).click();
  await clerk.getByRole("textbox", { name: "说明" }).fill("订单今天会审核完");
  await clerk.getByRole("button", { name: "发给企业" }).click();
  await expect(clerk.getByRole("list", { name: "处理经过" })).toContainText("订单今天会审核完");
  await expectPleasant(clerk);
  await rowAt10060(desk, "订单什么时候能审核", /订单今天会审核完/);

  await page.getByRole("button", { name: "不需要了，撤回" }).click();
  await page.getByRole("button", { name: "撤回服务单" }).click();
  await until(page, "已撤回");
  await rowAt10060(desk, number, /客户撤回/);
});
