import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { seedCatalogue } from "../../prisma/seed/catalogue";
import { seedFoundations } from "../../prisma/seed/foundations";
import { freshCode, productDesk } from "../../e2e/fixtures/catalogue";
import { newPlan, newPrice, wholeProduct } from "../../e2e/fixtures/catalogue-content";
import { codeOf, customer, operator } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { accountPeriodOf, addDays, businessDayOf } from "../kernel/calendar";
import { systemScope } from "../scope";
import { contentProblems } from "./content-check.rules";
import { startDueVersions } from "./content-release.service";
import { checkFacts, soldContent } from "./content.service";
import { bundleBySlug, onSaleIn, productBySlug } from "./storefront.service";

// A platform of its own, whose catalogue changes under nobody's orders.
const PLATFORM = "LN";
const db = () => dbFor(PLATFORM);
const key = () => randomUUID();
const today = businessDayOf(new Date());
const nextPeriod = accountPeriodOf(today).to;
const reasonsOf = async (work: Promise<unknown>) => work.then(() => ["ok"], (error: { cause?: { details?: { reasons?: string[] } } }) => error.cause?.details?.reasons ?? [String(error)]);
const specification = (code: string) => db().productSpecification.findFirstOrThrow({ where: { code } });

beforeAll(async () => {
  await seedFoundations(db(), PLATFORM);
  await seedCatalogue(db(), PLATFORM);
});

/** A product on sale that nobody else's test knows. */
async function launched() {
  const desk = await productDesk(PLATFORM);
  const code = freshCode();
  const { specificationId } = await desk.released(await desk.submitted(wholeProduct(code, [PLATFORM]), code));
  return { ...desk, code, specificationId };
}

it("SC12: whatever the platform sells is a content that lacks nothing, so that any product may be taken into a draft as it is", async () => {
  for (const platformId of [PLATFORM, "NF"]) {
    const scope = await (await operator({ platformId, roles: ["product"] })).scope();
    for (const { id, code } of await scope.db.productSpecification.findMany({ where: { code: { in: ["OA", "MAIL", "BROADBAND", "SMS", "FAX", "SITE"] } } })) {
      const sold = await soldContent(scope.db, id);
      expect([code, contentProblems(sold!.content, sold!.content, await checkFacts(scope.db, scope, id))]).toEqual([code, []]);
    }
    const solution = await scope.db.productSpecification.findFirstOrThrow({ where: { industry: { not: null } } });
    const sold = await soldContent(scope.db, solution.id);
    expect(contentProblems(sold!.content, sold!.content, await checkFacts(scope.db, scope, solution.id))).toEqual([]);
  }
});

it("SC12, BO6: a product goes from a draft to the shop by two people: nobody releases their own, nor another content than they saw, and it is orderable at once", async () => {
  const desk = await productDesk(PLATFORM);
  const code = freshCode();
  const content = wholeProduct(code, [PLATFORM]);
  const { draftId } = await desk.writer.catalogueDesk.create({ key: key(), code, slug: content.slug, name: "云盘", productClass: "internalApplication", industry: null });
  expect(await codeOf(desk.writer.catalogueDesk.create({ key: key(), code, slug: "another", name: "云盘", productClass: "internalApplication", industry: null }))).toBe("FIELDS_REFUSED");
  expect(await reasonsOf(desk.writer.catalogueDraft.submit({ draftId, version: 0 }))).toEqual(["contentWrong"]);
  expect((await desk.writer.catalogueDraft.byId({ draftId })).problems.map(({ path }) => path)).toContain("offerings");
  await desk.writer.catalogueDraft.save({ draftId, version: 0, content });
  expect(await codeOf(desk.writer.catalogueDraft.save({ draftId, version: 0, content }))).toBe("CHANGED_MEANWHILE");
  await desk.writer.catalogueDraft.submit({ draftId, version: 1 });
  const seen = await desk.second.catalogueDraft.byId({ draftId });
  const input = { draftId, version: seen.version, contentHash: seen.contentHash };
  expect(await codeOf(desk.writer.catalogueDraft.release({ ...input, key: key() }))).toBe("OWN_WORK");
  expect(await codeOf(desk.writer.catalogueDraft.sendBack({ draftId, version: seen.version, reason: "再看一看" }))).toBe("OWN_WORK");
  expect(await codeOf((await (await operator({ platformId: PLATFORM, roles: ["service"] })).as()).catalogueDraft.release({ ...input, key: key() }))).toBe("FORBIDDEN");
  // Changed in the row itself after it was handed on: worked out anew, and refused.
  await db().catalogueDraft.updateMany({ where: { id: draftId }, data: { content: { ...content, summary: "暗中改的一句" } } });
  expect(await codeOf(desk.second.catalogueDraft.release({ ...input, key: key() }))).toBe("CHANGED_MEANWHILE");
  await db().catalogueDraft.updateMany({ where: { id: draftId }, data: { content } });
  expect(await productBySlug(db(), { slug: content.slug, provinceId: PLATFORM })).toBeNull();

  const twice = await Promise.allSettled([1, 2].map(() => desk.second.catalogueDraft.release({ ...input, key: key() })));
  expect(twice.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await productBySlug(db(), { slug: content.slug, provinceId: PLATFORM })).toMatchObject({ name: "云盘", initials: "yp wp", offerings: [{ code: `${code}-STD`, price: { priceBookVersion: 1, validFrom: today } }] });
  const buyer = await (await customer({ platformId: PLATFORM, cashFen: 10_000_000n })).as();
  expect((await buyer.order.price({ offeringCode: `${code}-STD`, seats: 3 })).monthlyFen).toBe(9000n);
  const { events: { rows: events }, versions: { rows: versions } } = await desk.writer.catalogueDesk.product({ specificationId: seen.specificationId });
  expect(events.map(({ kind }) => kind)).toEqual(["started", "released", "submitted", "created"]);
  expect(versions).toEqual([expect.objectContaining({ version: 1, standing: "sold", writtenBy: expect.stringContaining("审核员") as string })]);
  expect(await db().auditRecord.count({ where: { action: "catalogue.release", targetId: versions[0]?.id ?? "" } })).toBe(1);
});

it("SC12, SC10: a draft is seen as a customer of a province would see it on a day, while nobody else sees it", async () => {
  const { writer, specificationId, code } = await launched();
  const { draftId } = await writer.catalogueDraft.create({ key: key(), specificationId, note: "标准版降价" });
  const { content } = await writer.catalogueDraft.byId({ draftId });
  const [plan] = content.offerings;
  await writer.catalogueDraft.save({ draftId, version: 0, content: { ...content, name: "新云盘", offerings: [{ ...plan!, prices: [...plan!.prices, newPrice([PLATFORM], "2500")] }] } });
  const seen = async (day: string) => (await writer.catalogueDraft.preview({ draftId, provinceId: PLATFORM, day })).product;
  expect([(await seen(today)).offerings[0]?.price?.components[0]?.feeFen, (await seen(nextPeriod)).offerings[0]?.price?.components[0]?.feeFen, (await seen(today)).name]).toEqual([3000n, 2500n, "新云盘"]);
  expect(await productBySlug(db(), { slug: code.toLowerCase(), provinceId: PLATFORM })).toMatchObject({ name: "云盘" });
  expect(await codeOf(writer.catalogueDraft.preview({ draftId, provinceId: "BJ", day: today }))).toBe("FIELDS_REFUSED");
  // In English, where it has no English words yet, the page says its Chinese ones and marks them.
  expect((await writer.catalogueDraft.preview({ draftId, provinceId: PLATFORM, day: today, locale: "en" })).product).toMatchObject({ name: "新云盘", language: "zh-CN" });
});

it("SC4: a bundle that product people made is sold as one, and its parts are what they say, with the weights by which it is broken up", async () => {
  const desk = await productDesk(PLATFORM);
  const code = freshCode();
  const fee = newPrice([PLATFORM], "30000");
  const plan = newPlan(`${code}-S`, [PLATFORM], { isBundle: true, seatsMax: 1, prices: [{ ...fee, components: [{ ...fee.components[0]!, id: "bundle", kind: "bundle" as const, name: "套餐月费" }] }], parts: [{ offeringCode: "OA-STD", seats: 10, isOptional: false, notionalWeight: 3 }, { offeringCode: "MAIL-STD", seats: 10, isOptional: true, notionalWeight: 1 }] });
  await desk.released(await desk.submitted(wholeProduct(code, [PLATFORM], { industry: "trade", offerings: [plan] }), code));
  const view = await bundleBySlug(db(), { slug: code.toLowerCase(), provinceId: PLATFORM });
  expect(view?.parts.map(({ offeringCode, seats, isOptional }) => [offeringCode, seats, isOptional])).toEqual([["OA-STD", 10, false], ["MAIL-STD", 10, true]]);
  const buyer = await (await customer({ platformId: PLATFORM, cashFen: 10_000_000n })).as();
  expect((await buyer.order.price({ offeringCode: plan.code, seats: 1 })).monthlyFen).toBe(30_000n);
});

it("SC12: what was released never changes, nor does a price or the log, whoever writes to the tables", async () => {
  const { specificationId } = await launched();
  const where = { specificationId };
  await expect(db().catalogueVersion.updateMany({ where, data: { note: "别的" } })).rejects.toThrow("does not change");
  await expect(db().catalogueVersion.deleteMany({ where })).rejects.toThrow("does not go");
  await expect(db().productOfferingPrice.updateMany({ where: { offering: where }, data: { components: [] } })).rejects.toThrow("does not change");
  await expect(db().productOfferingPrice.deleteMany({ where: { offering: where } })).rejects.toThrow("does not go");
  await expect(db().catalogueEvent.updateMany({ where, data: { reason: "别的" } })).rejects.toThrow();
  await expect(db().catalogueEvent.deleteMany({ where })).rejects.toThrow();
});

it("SC7, SC12: a cut is the next book from the next account period on, a rise is refused and made a new plan; running products keep their price", async () => {
  const { writer, second, released, changed, specificationId, code } = await launched();
  const dearer = async () => {
    const { draftId } = await writer.catalogueDraft.create({ key: key(), specificationId, note: "调整价格" });
    const { content } = await writer.catalogueDraft.byId({ draftId });
    const [plan] = content.offerings;
    await writer.catalogueDraft.save({ draftId, version: 0, content: { ...content, offerings: [{ ...plan!, prices: [...plan!.prices, newPrice([PLATFORM], "3100", { from: nextPeriod })] }] } });
    return draftId;
  };
  const draftId = await dearer();
  expect((await writer.catalogueDraft.byId({ draftId })).problems).toEqual([{ path: "offerings.0.prices.1.components.0.feeFen", code: "priceRise" }]);
  expect(await reasonsOf(writer.catalogueDraft.submit({ draftId, version: 1 }))).toEqual(["contentWrong"]);
  expect(await reasonsOf(writer.catalogueDraft.create({ key: key(), specificationId, note: "另一份草稿" }))).toEqual(["draftOpen"]);
  await writer.catalogueDraft.discard({ draftId, version: 1 });

  // Cheaper from the next period, and the dearer one as a plan of its own from today.
  const review = await changed(specificationId, (content) => {
    const [plan] = content.offerings;
    return { ...content, offerings: [{ ...plan!, prices: [...plan!.prices, newPrice([PLATFORM], "2500")] }, newPlan(`${code}-PRO`, [PLATFORM], { name: "专业版", prices: [newPrice([PLATFORM], "3100")] })] };
  });
  await released(review);
  const priceOn = async (day: string) => (await onSaleIn(db(), PLATFORM, day)).filter(({ specificationCode }) => specificationCode === code).map(({ offeringCode, components }) => [offeringCode, components[0]?.feeFen]);
  expect(await priceOn(addDays(nextPeriod, -1))).toEqual([[`${code}-STD`, 3000n], [`${code}-PRO`, 3100n]]);
  expect(await priceOn(nextPeriod)).toEqual([[`${code}-STD`, 2500n], [`${code}-PRO`, 3100n]]);
  expect((await db().productOfferingPrice.findMany({ where: { offering: { code: `${code}-STD` } }, orderBy: { priceBookVersion: "asc" } })).map(({ priceBookVersion, validTo }) => [priceBookVersion, validTo])).toEqual([[1, null], [2, null]]);
  const { versions: { rows: versions } } = await second.catalogueDesk.product({ specificationId });
  expect(versions.map(({ version, standing }) => [version, standing])).toEqual([[2, "sold"], [1, "past"]]);
  expect((await second.catalogueDesk.version({ versionId: versions[0]!.id })).against?.version).toBe(1);
});

it("SC12: a second person sends a draft back with a reason, after which it is written on; one taken back is no longer what they saw", async () => {
  const desk = await productDesk(PLATFORM);
  const code = freshCode();
  const draftId = await desk.submitted(wholeProduct(code, [PLATFORM]), code);
  await desk.second.catalogueDraft.sendBack({ draftId, version: 2, reason: "价格请再核对" });
  const back = await desk.writer.catalogueDraft.byId({ draftId });
  expect(back).toMatchObject({ state: "open", sentBackReason: "价格请再核对", version: 3 });
  await desk.writer.catalogueDraft.submit({ draftId, version: 3 });
  await desk.writer.catalogueDraft.recall({ draftId, version: 4 });
  expect(await codeOf(desk.second.catalogueDraft.release({ key: key(), draftId, version: 4, contentHash: back.contentHash }))).toBe("CHANGED_MEANWHILE");
});

it("SC12: all versions and the whole log of a product are read, a page after the other, and any two versions compared", async () => {
  const desk = await productDesk(PLATFORM);
  const code = freshCode();
  const { specificationId } = await desk.released(await desk.submitted(wholeProduct(code, [PLATFORM]), code));
  const { id: _id, platformId: _platform, ...first } = await db().catalogueVersion.findFirstOrThrow({ where: { specificationId } });
  await db().catalogueVersion.createMany({ data: Array.from({ length: 44 }, (_, n) => ({ ...first, catalogueVersion: n + 2, content: first.content as object })) });
  await db().catalogueEvent.createMany({ data: Array.from({ length: 100 }, (_, n) => ({ specificationId, kind: "drafted" as const, at: new Date(Date.now() + Math.floor(n / 3) * 1000), byName: "测试人", reason: `第 ${n} 次` })) });
  const read = async (part: "versions" | "events") => {
    const ids: string[] = [];
    for (let cursor: string | null = null, turn = 0; turn === 0 || (cursor && turn < 20); turn += 1) {
      const page: { rows: { id: string }[]; nextCursor: string | null } = (await desk.writer.catalogueDesk.product({ specificationId, ...(cursor ? { [`${part}After`]: cursor } : {}) }))[part];
      ids.push(...page.rows.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    return ids;
  };
  const versions = await db().catalogueVersion.findMany({ where: { specificationId }, orderBy: { catalogueVersion: "desc" }, select: { id: true, catalogueVersion: true } });
  expect(await read("versions")).toEqual(versions.map(({ id }) => id));
  const events = await db().catalogueEvent.findMany({ where: { specificationId }, orderBy: [{ at: "desc" }, { id: "desc" }], select: { id: true } });
  expect([events.length > 100, await read("events")]).toEqual([true, events.map(({ id }) => id)]);
  // The first beside the second by itself, though forty came since, and beside the last when that is asked for.
  const [last, second] = [versions[0]!, versions.at(-2)!];
  expect((await desk.writer.catalogueDesk.version({ versionId: second.id })).against?.version).toBe(1);
  const compared = await desk.writer.catalogueDesk.version({ versionId: second.id, againstId: last.id });
  expect([compared.against?.version, compared.others.some(({ id }) => id === last.id)]).toEqual([45, true]);
});

it("SC12: a product with a day waits for it unseen, can be taken back until then, and is on sale from its day on", async () => {
  const desk = await productDesk(PLATFORM);
  const code = freshCode();
  const content = wholeProduct(code, [PLATFORM], { startsOn: addDays(today, 3) });
  const { specificationId } = await desk.released(await desk.submitted(content, code));
  const shown = () => desk.writer.catalogueDesk.product({ specificationId });
  const { rows: [waiting] } = (await shown()).versions;
  expect([await productBySlug(db(), { slug: content.slug, provinceId: PLATFORM }), (await shown()).stage, waiting?.standing]).toEqual([null, "waiting", "waiting"]);
  expect(await reasonsOf(desk.writer.catalogueDraft.create({ key: key(), specificationId, note: "再改一版" }))).toEqual(["versionWaits"]);
  await desk.second.catalogueDesk.withdraw({ versionId: waiting!.id, reason: "供货推迟" });
  expect((await shown()).stage).toBe("draft");
  const { draftId } = await desk.writer.catalogueDraft.create({ key: key(), specificationId, note: "改期上架" });
  await desk.writer.catalogueDraft.submit({ draftId, version: 0 });
  await desk.released(draftId);
  const scope = await systemScope(PLATFORM);
  await startDueVersions(scope);
  expect((await shown()).stage).toBe("waiting");
  await startDueVersions({ ...scope, now: () => new Date(Date.now() + 3 * 86_400_000) });
  expect(await shown()).toMatchObject({ stage: "onSale", versions: { rows: [{ version: 2, standing: "sold" }, { version: 1, standing: "withdrawn" }], nextCursor: null } });
});

it("SC12, SC13: stopped, on sale again, and gone for good only when nothing runs and no order is open", async () => {
  const { writer, specificationId, code } = await launched();
  const owner = await customer({ platformId: PLATFORM, cashFen: 10_000_000n });
  const buyer = await owner.as();
  const quote = await buyer.order.price({ offeringCode: `${code}-STD`, seats: 3 });
  const { orderId } = await buyer.order.submit({ key: key(), offeringCode: `${code}-STD`, seats: 3, facts: { administratorEmail: "a@company.example" }, note: "", acceptTerms: true, contractVersion: quote.contract.version, quotedFirstBillFen: quote.firstBillFen, quotedMonthlyFen: quote.monthlyFen } as never);
  expect(await codeOf(writer.catalogueDesk.retire({ specificationId, reason: "没有人用了" }))).toBe("CHANGED_MEANWHILE");
  await writer.catalogueDesk.stopSale({ specificationId, reason: "供应商合同到期" });
  expect(await reasonsOf(writer.catalogueDesk.retire({ specificationId, reason: "没有人用了" }))).toContain("ordersOpen");
  expect(await writer.catalogueDesk.product({ specificationId })).toMatchObject({ stage: "stopped", openOrders: 1 });
  await writer.catalogueDesk.resumeSale({ specificationId });
  await writer.catalogueDesk.stopSale({ specificationId, reason: "供应商合同到期" });
  await db().productOrder.updateMany({ where: { id: orderId }, data: { stage: "cancelled" } });
  await db().product.updateMany({ where: { specificationCode: code }, data: { state: "terminated" } });
  await writer.catalogueDesk.retire({ specificationId, reason: "没有人用了" });
  const { stage, events: { rows: events } } = await writer.catalogueDesk.product({ specificationId });
  expect([stage, events.slice(0, 4).map(({ kind }) => kind)]).toEqual(["retired", ["retired", "stopped", "resumed", "stopped"]]);
  expect(await reasonsOf(writer.catalogueDraft.create({ key: key(), specificationId, note: "重新上架" }))).toEqual(["productRetired"]);
});

it("SC12, PN10: what was given up before it was ever sold has no page, unlike what is gone after it was", async () => {
  const { writer } = await productDesk(PLATFORM);
  const code = freshCode();
  const slug = code.toLowerCase();
  const { draftId } = await writer.catalogueDesk.create({ key: key(), code, slug, name: "云盘", productClass: "internalApplication", industry: null });
  const { specificationId } = await writer.catalogueDraft.byId({ draftId });
  await writer.catalogueDraft.discard({ draftId, version: 0 });
  await writer.catalogueDesk.retire({ specificationId, reason: "不做了不做了" });
  expect(await productBySlug(db(), { slug, provinceId: PLATFORM })).toBeNull();
  const sold = await launched();
  await sold.writer.catalogueDesk.stopSale({ specificationId: sold.specificationId, reason: "供应商合同到期" });
  await sold.writer.catalogueDesk.retire({ specificationId: sold.specificationId, reason: "没有人用了" });
  expect(await productBySlug(db(), { slug: sold.code.toLowerCase(), provinceId: PLATFORM })).toMatchObject({ isGone: true });
});

it("PR8: an application is released only with a green run of its provider's test", async () => {
  const desk = await productDesk(PLATFORM);
  const code = freshCode();
  const draftId = await desk.submitted(wholeProduct(code, [PLATFORM], { providerKind: "ap", providerPartnerId: "0ZXAP00000001" }), code);
  expect((await desk.second.catalogueDraft.byId({ draftId })).needsTest).toBe(true);
  expect(await reasonsOf(desk.released(draftId))).toEqual(["noGreenRun"]);
});

it("BO2: staff for some provinces of the shared platform change prices and opening there and nothing else, in writing as in releasing", async () => {
  const whole = await productDesk("NF");
  const code = freshCode();
  const { specificationId } = await whole.released(await whole.submitted(wholeProduct(code, ["SC", "GZ"]), code));
  const [writer, second] = await Promise.all([1, 2].map(async () => (await operator({ platformId: "NF", roles: ["product"], provinces: ["SC"] })).as()));
  const { draftId } = await writer!.catalogueDraft.create({ key: key(), specificationId, note: "四川降价" });
  const { content } = await writer!.catalogueDraft.byId({ draftId });
  const [plan] = content.offerings;
  const cheaper = (provinceIds: string[]) => ({ ...content, offerings: [{ ...plan!, prices: [...plan!.prices, newPrice(provinceIds, "2000")] }] });
  for (const beyond of [cheaper(["SC", "GZ"]), { ...content, summary: "别的说明文字" }, { ...content, offerings: [{ ...plan!, openIn: ["SC"] }] }]) expect(await reasonsOf(writer!.catalogueDraft.save({ draftId, version: 0, content: beyond }))).toEqual(["catalogueBeyondDuty"]);
  await writer!.catalogueDraft.save({ draftId, version: 0, content: cheaper(["SC"]) });
  await writer!.catalogueDraft.submit({ draftId, version: 1 });
  const seen = await second!.catalogueDraft.byId({ draftId });
  await second!.catalogueDraft.release({ key: key(), draftId, version: seen.version, contentHash: seen.contentHash });
  expect((await onSaleIn(dbFor("NF"), "SC", nextPeriod)).find(({ offeringCode }) => offeringCode === plan!.code)?.components[0]?.feeFen).toBe(2000n);
  expect((await onSaleIn(dbFor("NF"), "GZ", nextPeriod)).find(({ offeringCode }) => offeringCode === plan!.code)?.components[0]?.feeFen).toBe(3000n);

  for (const act of [writer!.catalogueDesk.stopSale({ specificationId, reason: "供应商合同到期" }), writer!.catalogueDesk.create({ key: key(), code: freshCode(), slug: freshCode().toLowerCase(), name: "云盘", productClass: "internalApplication", industry: null })]) expect(await reasonsOf(act)).toEqual(["catalogueBeyondDuty"]);
  const wide = await whole.changed(specificationId, (now) => ({ ...now, summary: "换一句说明文字" }));
  const other = await second!.catalogueDraft.byId({ draftId: wide });
  expect(other.isBeyondDuty).toBe(true);
  expect(await reasonsOf(second!.catalogueDraft.release({ key: key(), draftId: wide, version: other.version, contentHash: other.contentHash }))).toEqual(["catalogueBeyondDuty"]);
});

it("BO2: another platform's product staff find nothing of it", async () => {
  const { id } = await specification("CRM");
  const elsewhere = await (await operator({ platformId: "BJ", roles: ["product"] })).as();
  expect(await codeOf(elsewhere.catalogueDesk.product({ specificationId: id }))).toBe("NOT_FOUND");
  expect(await codeOf(elsewhere.catalogueDraft.create({ key: key(), specificationId: id, note: "别省的产品" }))).toBe("NOT_FOUND");
});
