import { z } from "zod";
import { draftStates } from "../ordering/release.schema";
import { BundlePartView, ProductView as PageView, StorefrontView, industries, productClasses } from "./catalog.schema";
import { ProductContent } from "./content.schema";
import { locales } from "../platforms/locale.rules";
import { saleStages } from "./lifecycle.rules";

const key = z.uuid();
const version = z.int().nonnegative();
const note = z.string().trim().min(4, { error: "textTooShort" }).max(60, { error: "tooLong" });
const reason = z.string().trim().min(4, { error: "textTooShort" }).max(200, { error: "tooLong" });

/** What the list of products may be narrowed to: a stage, or what waits for a second person. */
export const deskFilters = ["review", ...saleStages] as const;
export const ListProducts = z.strictObject({ productClass: z.enum(productClasses).optional(), stage: z.enum(deskFilters).optional(), search: z.string().trim().max(60).optional(), cursor: z.uuid().optional() });
export const ProductId = z.strictObject({ specificationId: z.uuid() });
/** Its versions and its log are read a page each. */
export const GetProduct = ProductId.extend({ versionsAfter: z.uuid().optional(), eventsAfter: z.uuid().optional() });
export const Reasoned = ProductId.extend({ reason });
export const DraftId = z.strictObject({ draftId: z.uuid() });
export const DraftAt = DraftId.extend({ version });
const VersionId = z.strictObject({ versionId: z.uuid() });
export const WithdrawVersion = VersionId.extend({ reason });

export const CreateProduct = z.strictObject({
  key,
  code: z.string().trim().regex(/^[A-Z][A-Z0-9]{1,19}$/, { error: "productCodeWrong" }),
  slug: z.string().trim().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: "slugWrong" }).max(40, { error: "tooLong" }),
  name: z.string().trim().min(2, { error: "textTooShort" }).max(40, { error: "tooLong" }),
  productClass: z.enum(productClasses, { error: "chooseClass" }), industry: z.enum(industries).nullable(),
});
export const CreateDraft = ProductId.extend({ key, note });
export const SaveDraft = DraftAt.extend({ content: ProductContent });
export const SendBack = DraftAt.extend({ reason });
/** What the second person approves: this very content, seen against this version. */
export const ReleaseDraft = DraftAt.extend({ key, contentHash: z.string().length(64) });

export const DraftCreated = z.object({ draftId: z.uuid() });
export const DraftReleased = z.object({ specificationId: z.uuid(), version: z.number() });

const Usage = z.object({ runningProducts: z.number(), openOrders: z.number() });
/** Of an application provider's product: whether its system passed the present contract test, and whose it is (PR8). */
const TestState = z.object({ isGreen: z.boolean(), greenAt: z.date().nullable(), partnerId: z.uuid().nullable() }).nullable();
export const ProductRow = Usage.extend({
  id: z.uuid(), code: z.string(), name: z.string(), slug: z.string(), productClass: z.enum(productClasses), industry: z.enum(industries).nullable(),
  stage: z.enum(saleStages), stoppedAt: z.date().nullable(), stopReason: z.string().nullable(), test: TestState,
  draft: z.object({ id: z.uuid(), state: z.enum(draftStates), note: z.string(), writers: z.array(z.string()) }).nullable(),
});
export const ProductPage = z.object({ rows: z.array(ProductRow), nextCursor: z.uuid().nullable(), counts: z.record(z.string(), z.number()), inReview: z.number() });

export const VersionRow = z.object({ id: z.uuid(), version: z.number(), note: z.string(), writtenBy: z.string(), releasedBy: z.string(), releasedAt: z.date(), startsOn: z.string(), standing: z.enum(["sold", "waiting", "past", "withdrawn"]) });
const eventKinds = ["created", "drafted", "submitted", "recalled", "discarded", "sentBack", "released", "withdrawn", "started", "stopped", "resumed", "retired"] as const;
const EventRow = z.object({ id: z.uuid(), kind: z.enum(eventKinds), at: z.date(), byName: z.string(), reason: z.string(), version: z.number().nullable() });
export const ProductView = ProductRow.extend({ content: ProductContent.nullable(), versions: z.object({ rows: z.array(VersionRow), nextCursor: z.uuid().nullable() }), events: z.object({ rows: z.array(EventRow), nextCursor: z.uuid().nullable() }), isWholeDuty: z.boolean(), waiting: VersionRow.nullable() });
export const VersionView = VersionRow.extend({ specificationId: z.uuid(), productName: z.string(), content: ProductContent, /** The nearest ones, to compare with. */ others: z.array(VersionRow), against: z.object({ version: z.number(), content: ProductContent }).nullable() });
export const GetVersion = VersionId.extend({ againstId: z.uuid().optional() });

const PartChoice = z.object({ code: z.string(), name: z.string(), seatsMin: z.number(), seatsMax: z.number(), seatStep: z.number(), seatName: z.string(), isBundle: z.boolean() });
export const DraftView = z.object({
  id: z.uuid(), specificationId: z.uuid(), code: z.string(), productName: z.string(), stage: z.enum(saleStages), note: z.string(), basedOn: z.number(), state: z.enum(draftStates), version: z.number(), contentHash: z.string(),
  writers: z.array(z.string()), isMine: z.boolean(), isBeyondDuty: z.boolean(), dutyProvinces: z.array(z.string()).nullable(), sentBackReason: z.string().nullable(), updatedAt: z.date(), releasedVersion: z.number().nullable(),
  content: ProductContent, before: ProductContent.nullable(), problems: z.array(z.object({ path: z.string(), code: z.string() })), needsTest: z.boolean(), usage: Usage, searchKeys: z.object({ pinyin: z.string(), initials: z.string() }),
  facts: z.object({ today: z.string(), provinceIds: z.array(z.string()).readonly(), otherPlans: z.array(PartChoice).readonly(), otherSlugs: z.array(z.string()).readonly() }),
});

/** SC12: the draft as a customer of a province would see it on a day. */
export const PreviewDraft = DraftId.extend({ provinceId: z.string().length(2), day: z.iso.date({ error: "dayWrong" }), locale: z.enum(locales).default("zh-CN") });
export const DraftPreview = z.object({
  locale: z.enum(locales),
  product: PageView, parts: z.array(BundlePartView), storefront: StorefrontView, day: z.string(),
  /** Prices that begin only later than the day. */
  hasUpcoming: z.boolean(),
});

export const ExportProducts = z.strictObject({ productClass: z.enum(productClasses).optional() });
export const ExportedProducts = z.array(z.object({ code: z.string(), content: ProductContent }));
