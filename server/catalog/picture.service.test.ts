import { expect, it } from "vitest";
import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { freshCode, productDesk } from "../../e2e/fixtures/catalogue";
import { wholeProduct } from "../../e2e/fixtures/catalogue-content";
import { codeOf, operator } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { forgetPictures } from "./picture-end.service";
import { readPicture, storePicture } from "./picture.service";
import { productBySlug } from "./storefront.service";

const PLATFORM = "LN";
const hue = () => Math.floor(Math.random() * 255);
const drawn = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: { r: hue(), g: hue(), b: hue() } } });
const product = async () => (await operator({ platformId: PLATFORM, roles: ["product"] })).scope();
const reasonOf = async (work: Promise<unknown>) => work.then(() => "ok", (error: { code?: string; details?: { reasons?: string[] } }) => error.details?.reasons?.[0] ?? error.code);

it("SC12: an uploaded picture is drawn anew in two widths, the right way up, without a word of what was beside its pixels", async () => {
  const scope = await product();
  const secret = "经度117纬度36";
  const bytes = await drawn(2000, 1000).withExif({ IFD0: { Copyright: secret, ImageDescription: secret } }).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const { hash, width, height } = await storePicture(scope, new Uint8Array(bytes));
  expect([width, height]).toEqual([1000, 2000]);
  const [small, large] = [await readPicture(scope.db, { hash, width: 640 }), await readPicture(scope.db, { hash, width: 1280 })];
  const shapes = await Promise.all([small, large].map(async (one) => sharp(one!).metadata()));
  expect(shapes.map(({ format, width: wide, height: high, exif, orientation }) => [format, wide, high, exif, orientation])).toEqual([["webp", 640, 1280, undefined, undefined], ["webp", 1000, 2000, undefined, undefined]]);
  expect(Buffer.from(large!).includes(secret)).toBe(false);
  // One that is narrow is not blown up; the same picture again is the same address.
  const narrow = new Uint8Array(await drawn(400, 300).png().toBuffer());
  const first = await storePicture(scope, narrow);
  expect([first.width, (await storePicture(scope, narrow)).hash]).toEqual([400, first.hash]);
  await expect(scope.db.cataloguePicture.updateMany({ where: { hash }, data: { width: 1 } })).rejects.toThrow();
});

it("promise 43: a bomb of pixels, a file that is two files, one that moves, one that is broken and one that is no picture are refused", async () => {
  const scope = await product();
  const png = new Uint8Array(await drawn(640, 480).png().toBuffer());
  const webp = new Uint8Array(await drawn(640, 480).webp().toBuffer());
  const behind = (bytes: Uint8Array, more: string) => new Uint8Array(Buffer.concat([bytes, Buffer.from(more)]));
  const bomb = new Uint8Array(png);
  new DataView(bomb.buffer).setUint32(16, 60_000);
  const cases: [string, Uint8Array, string][] = [
    ["nothing", new Uint8Array(), "pictureWrong"], ["a page", new Uint8Array(Buffer.from("<html><script>alert(1)</script>")), "pictureWrong"], ["an svg", new Uint8Array(Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>")), "pictureWrong"],
    ["a picture with an archive behind it", behind(png, "PK\u0003\u0004"), "pictureWrong"], ["a webp with a page behind it", behind(webp, "<script>"), "pictureWrong"], ["half a picture", webp.slice(0, webp.length / 2), "pictureWrong"],
    ["a picture that says it is huge", bomb, "pictureTooLarge"], ["a thumbnail", new Uint8Array(await drawn(100, 100).png().toBuffer()), "pictureTooSmall"],
    ["pixels that are none", new Uint8Array(png.map((value, at) => (at > 60 && at < png.length - 16 ? 0x41 : value))), "pictureWrong"],
  ];
  for (const [what, bytes, reason] of cases) expect([what, await reasonOf(storePicture(scope, bytes))]).toEqual([what, reason]);
  const moving = new Uint8Array(await sharp(await Promise.all([1, 2].map(() => drawn(400, 400).png().toBuffer())), { join: { animated: true } }).webp().toBuffer());
  expect(await reasonOf(storePicture(scope, moving))).toBe("pictureMoves");
  for (const scopeOf of [operator({ platformId: PLATFORM, roles: ["service"] })]) expect(await reasonOf(storePicture(await (await scopeOf).scope(), png))).toBe("FORBIDDEN");
  expect(await reasonOf(storePicture(await (await operator({ platformId: "NF", roles: ["product"], provinces: ["SC"] })).scope(), png))).toBe("catalogueBeyondDuty");
});

it("SC12: a draft names only pictures that are there, each with words; released they are on the product's page", async () => {
  const desk = await productDesk(PLATFORM);
  const code = freshCode();
  const picture = await storePicture(await product(), new Uint8Array(await drawn(900, 600).png().toBuffer()));
  const { draftId } = await desk.writer.catalogueDesk.create({ key: randomUUID(), code, slug: code.toLowerCase(), name: "云盘", productClass: "internalApplication", industry: null });
  const save = (pictures: { hash: string; width: number; height: number; alt: string }[]) => desk.writer.catalogueDraft.save({ draftId, version: 0, content: wholeProduct(code, [PLATFORM], { pictures }) });
  expect(await codeOf(save([{ ...picture, hash: "0".repeat(64), alt: "界面" }]))).toBe("FIELDS_REFUSED");
  expect(await codeOf(save([{ ...picture, width: 640, alt: "界面" }]))).toBe("FIELDS_REFUSED");
  await save([{ ...picture, alt: "" }]);
  expect((await desk.writer.catalogueDraft.byId({ draftId })).problems).toEqual([{ path: "pictures.0.alt", code: "fieldMissing" }]);
  await desk.writer.catalogueDraft.save({ draftId, version: 1, content: wholeProduct(code, [PLATFORM], { pictures: [{ ...picture, alt: "手机上的界面" }] }) });
  await desk.writer.catalogueDraft.submit({ draftId, version: 2 });
  await desk.released(draftId);
  expect((await productBySlug(dbFor(PLATFORM), { slug: code.toLowerCase(), provinceId: PLATFORM }))?.pictures).toEqual([{ ...picture, alt: "手机上的界面" }]);
});

it("SC12: a picture that no version and no live draft has named for thirty days is deleted, and one that is taken up again stays", async () => {
  const db = dbFor(PLATFORM);
  const desk = await productDesk(PLATFORM);
  const code = freshCode();
  const drawing = async () => new Uint8Array(await drawn(900, 600).png().toBuffer());
  const store = async (bytes?: Uint8Array) => storePicture(await product(), bytes ?? (await drawing()));
  const bytes = await drawing();
  const [sold, former, written, never, given, again] = [await store(), await store(), await store(), await store(), await store(), await store(bytes)];
  const of = (...pictures: Awaited<ReturnType<typeof store>>[]) => wholeProduct(code, [PLATFORM], { pictures: pictures.map((one) => ({ ...one, alt: "界面" })) });
  // The first version names one that the second does not; a draft names another.
  const { specificationId } = await desk.released(await desk.submitted(of(sold, former), code));
  await desk.released(await desk.changed(specificationId, (content) => ({ ...content, pictures: of(sold).pictures })));
  const { draftId } = await desk.writer.catalogueDraft.create({ key: randomUUID(), specificationId, note: "换一张图片" });
  const { content } = await desk.writer.catalogueDraft.byId({ draftId });
  await desk.writer.catalogueDraft.save({ draftId, version: 0, content: { ...content, pictures: of(sold, written, given).pictures } });

  const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
  const forget = (now: Date) => forgetPictures(db, { before: ago(30), now, most: 500 });
  const left = async () => (await db.cataloguePicture.findMany({ where: { hash: { in: [sold, former, written, never, given, again].map(({ hash }) => hash) } }, select: { hash: true } })).map(({ hash }) => hash).sort();
  const all = (...pictures: { hash: string }[]) => pictures.map(({ hash }) => hash).sort();
  // Found unnamed twenty-nine days ago: not yet.
  await forget(ago(29));
  await forget(ago(0));
  expect(await left()).toEqual(all(sold, former, written, never, given, again));
  await db.cataloguePicture.updateMany({ where: { unnamedSince: { not: null } }, data: { unnamedSince: ago(31) } });
  // Uploaded once more, it begins anew; named in a draft that was given up, it counts for nothing.
  await store(bytes);
  await desk.writer.catalogueDraft.discard({ draftId, version: 1 });
  await forget(ago(0));
  expect(await left()).toEqual(all(sold, former, written, given, again));
  await db.cataloguePicture.updateMany({ where: { unnamedSince: { not: null } }, data: { unnamedSince: ago(31) } });
  // Named by a draft just now, before the day's look has seen it.
  const next = await desk.writer.catalogueDraft.create({ key: randomUUID(), specificationId, note: "再换一张图片" });
  await desk.writer.catalogueDraft.save({ draftId: next.draftId, version: 0, content: { ...content, pictures: of(written).pictures } });
  const since = async ({ hash }: { hash: string }) => (await db.cataloguePicture.findFirstOrThrow({ where: { hash } })).unnamedSince;
  expect([await since(written), (await since(given)) instanceof Date]).toEqual([null, true]);
  await forget(ago(0));
  expect(await left()).toEqual(all(sold, former, written));
  expect((await db.cataloguePicture.findMany({ where: { unnamedSince: { not: null }, hash: { in: all(sold, former, written) } } })).length).toBe(0);
});
