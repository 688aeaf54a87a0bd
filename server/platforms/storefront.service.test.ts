import { expect, it } from "vitest";
import { codeOf, operator } from "../../e2e/fixtures/people";
import { storefrontOf } from "../catalog/storefront.service";
import { dbFor } from "../db";

it("PN4, AX2: a storefront's English words are written in the console with its Chinese ones, whole or not at all, and its English pages show them", async () => {
  const desk = (await (await operator({ platformId: "HL", roles: ["product"] })).as()).console;
  const [found] = await desk.storefronts({});
  if (!found) throw new Error("no storefront");
  const { provinceId, updatedAt: _, ...storefront } = found;
  const english = { englishName: "Heilongjiang", englishNotice: "Closed on Friday.", englishLicenceText: "Licence HL-1", englishServiceHours: "Around the clock" };
  expect(await codeOf(desk.editStorefront({ ...storefront, ...english, englishLicenceText: "" }))).toBe("BAD_REQUEST");
  await desk.editStorefront({ ...storefront, ...english, hotline: "10060-1" });
  expect(await storefrontOf(dbFor("HL"), provinceId, "en")).toMatchObject({ name: "Heilongjiang", notice: "Closed on Friday.", hotline: "10060-1", licenceText: "Licence HL-1" });
  expect(await storefrontOf(dbFor("HL"), provinceId)).toMatchObject({ name: storefront.name, notice: storefront.notice });
  await desk.editStorefront({ ...storefront, englishName: "", englishNotice: "", englishLicenceText: "", englishServiceHours: "" });
  expect(await storefrontOf(dbFor("HL"), provinceId, "en"), "without English words the Chinese ones").toMatchObject({ name: storefront.name, licenceText: storefront.licenceText });
  await desk.editStorefront(storefront);
});
