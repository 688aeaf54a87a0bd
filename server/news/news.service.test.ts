import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { codeOf, operator } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { minuteOf } from "../kernel/minute";
import { nationalNews, newsFor } from "./news.service";

const HOUR_MS = 3_600_000;
const inHours = (hours: number) => minuteOf(new Date(Date.now() + hours * HOUR_MS));
const words = (title: string) => ({ title, text: "第一段说明文字。\n\n第二段说明文字。", englishTitle: "", englishText: "", startsAt: inHours(-1), endsAt: inHours(5) });
const editor = async (platformId: string, provinceIds: string[] = []) => (await operator({ platformId, provinces: provinceIds, roles: ["product"] })).as();
const titles = async (platformId: string, provinceId: string, locale: "zh-CN" | "en" = "zh-CN") => (await newsFor({ platformId, provinceId, locale })).map(({ title }) => title);
const unique = (text: string) => `${text}${randomUUID().slice(0, 8)}`;

it("PN8: news is read where it is for and while it runs, from the platform and from the whole country, and is gone at its end minute and when it is withdrawn", async () => {
  const [country, province, later] = [unique("全国公告"), unique("只给四川"), unique("还没开始")];
  const [national, shared] = [await editor("ZX"), await editor("NF")];
  const key = randomUUID();
  const first = await national.news.write({ ...words(country), key, provinceIds: [] });
  expect(await national.news.write({ ...words(country), key, provinceIds: [] }), "the same sending once").toEqual(first);
  const own = await shared.news.write({ ...words(province), key: randomUUID(), provinceIds: ["SC"] });
  await shared.news.write({ ...words(later), key: randomUUID(), provinceIds: [], startsAt: inHours(2) });
  expect(await titles("NF", "SC")).toEqual(expect.arrayContaining([country, province]));
  expect(await titles("NF", "GZ")).toContain(country);
  expect(await titles("NF", "GZ")).not.toContain(province);
  expect(await titles("SD", "SD"), "another platform's own").not.toContain(province);
  expect(await titles("NF", "SC")).not.toContain(later);
  expect((await nationalNews("zh-CN")).map(({ title }) => title)).toContain(country);
  await dbFor("NF").newsItem.updateMany({ where: { id: own.newsId }, data: { endsAt: new Date() } });
  expect(await titles("NF", "SC"), "at its end minute").not.toContain(province);
  const { row } = await national.news.byId({ newsId: first.newsId });
  await national.news.withdraw({ newsId: first.newsId, version: row.version });
  expect(await titles("NF", "SC")).not.toContain(country);
  expect(await codeOf(national.news.withdraw({ newsId: first.newsId, version: row.version })), "twice").toBe("CHANGED_MEANWHILE");
  expect(await codeOf(national.news.revise({ ...words(country), newsId: first.newsId, version: row.version + 1, provinceIds: [] })), "what was withdrawn stays so").toBe("CHANGED_MEANWHILE");
});

it("PN8, AX2: English pages read English words where there are some, and Chinese ones marked as such where not", async () => {
  const [title, english] = [unique("双语公告"), unique("Notice ")];
  const desk = await editor("SD");
  await desk.news.write({ ...words(title), key: randomUUID(), provinceIds: [], englishTitle: english, englishText: "First words." });
  const found = (await newsFor({ platformId: "SD", provinceId: "SD", locale: "en" })).find((item) => item.title === english);
  expect(found).toMatchObject({ language: "en", paragraphs: ["First words."] });
  expect((await newsFor({ platformId: "SD", provinceId: "SD", locale: "zh-CN" })).find((item) => item.title === title)).toMatchObject({ language: "zh-CN", paragraphs: ["第一段说明文字。", "第二段说明文字。"] });
});

it("PN8, BO2: a duty for some provinces speaks to these alone, and neither sees nor changes what is for others", async () => {
  const [whole, sichuan] = [await editor("NF"), await editor("NF", ["SC"])];
  const everywhere = await whole.news.write({ ...words(unique("全平台")), key: randomUUID(), provinceIds: ["SC", "GZ"] });
  const elsewhere = await whole.news.write({ ...words(unique("贵州")), key: randomUUID(), provinceIds: ["GZ"] });
  for (const provinceIds of [[], ["GZ"]]) expect(await codeOf(sichuan.news.write({ ...words(unique("越权")), key: randomUUID(), provinceIds })), String(provinceIds)).toBe("FIELDS_REFUSED");
  expect(await codeOf(sichuan.news.byId({ newsId: elsewhere.newsId }))).toBe("NOT_FOUND");
  expect(await codeOf(sichuan.news.withdraw({ newsId: everywhere.newsId, version: 0 })), "it is for another province too").toBe("FORBIDDEN");
  expect(await codeOf(sichuan.news.revise({ ...words("改成自己的"), newsId: everywhere.newsId, version: 0, provinceIds: ["SC"] }))).toBe("FORBIDDEN");
  expect((await sichuan.news.list({})).provinceIds).toEqual(["SC"]);
});
