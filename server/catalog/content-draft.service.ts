import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { type Reader, type Tx, brokeConstraint } from "../db";
import type { CatalogueDraft, ProductSpecification } from "../generated/prisma/client";
import { businessDayOf, dateOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { writersWith, tellColleagues } from "../ordering/release.service";
import { once } from "../platforms/idempotency.service";
import { testedApplications } from "../partners/tested.service";
import { provinceById } from "../platforms/province.rules";
import type { Scope, StaffActor } from "../scope";
import { colleaguesWho } from "../staff/duty.service";
import { contentProblems, isBeyondDuty } from "./content-check.rules";
import { diffContent } from "./content-diff.rules";
import type { ProductContent } from "./content.schema";
import { checkFacts, hashOfContent, readContent, refuseUnknownPictures, soldContent } from "./content.service";
import type { CreateDraft, CreateProduct, DraftAt, DraftCreated, DraftView, SaveDraft, SendBack } from "./desk.schema";
import { noteEvent } from "./event.service";
import { stageOf } from "./lifecycle.rules";
import { settled } from "./price-change.rules";
import { searchKeysOf } from "./search-keys.rules";
import { usageOf } from "./usage.service";

type At = z.output<typeof DraftAt>;
type Desk = Scope<StaffActor>;
const draftTarget = (id: string) => ({ kind: "catalogueDraft", id });
export const liveStates = ["open", "submitted"] as const;

export async function draftOf(db: Reader, draftId: string): Promise<CatalogueDraft & { specification: ProductSpecification }> {
  const draft = await db.catalogueDraft.findFirst({ where: { id: draftId }, include: { specification: true } });
  if (!draft) throw new AppError("NOT_FOUND");
  return draft;
}

/** Moves a draft on from the state and version that the person saw. */
async function moveDraft(tx: Tx, { draftId, version }: At, from: CatalogueDraft["state"], data: Parameters<Tx["catalogueDraft"]["updateMany"]>[0]["data"]): Promise<void> {
  const moved = await tx.catalogueDraft.updateMany({ where: { id: draftId, version, state: from }, data: { ...data, version: { increment: 1 } } });
  if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
}

/** BO2: throws RULE_REFUSED where staff for some provinces would change more than prices and opening there. */
export function refuseBeyond({ actor }: Desk, before: ProductContent, after: ProductContent): void {
  if (isBeyondDuty(before, after, actor.provinces)) throw new AppError("RULE_REFUSED", { reasons: ["catalogueBeyondDuty"] });
}

/** BO2: the same for what is every province's of the platform. */
export function refusePartDuty({ actor }: Desk): void {
  if (actor.provinces.length > 0) throw new AppError("RULE_REFUSED", { reasons: ["catalogueBeyondDuty"] });
}

/** What is sold of a draft's product; null for one that was never released. */
export const beforeOf = async (db: Reader, { specificationId, specification }: CatalogueDraft & { specification: ProductSpecification }): Promise<ProductContent | null> =>
  specification.catalogueVersion === 0 ? null : ((await soldContent(db, specificationId))?.content ?? null);

/** PR8: whether a release would put an application on sale whose provider has no green run of the present interface. Asked before a transaction. */
export async function lacksTest({ code, state, salesStoppedAt }: ProductSpecification, before: ProductContent | null, after: ProductContent): Promise<boolean> {
  const isLaunch = stageOf({ state, salesStoppedAt }) === "draft" || before?.providerKind !== "ap";
  return after.providerKind === "ap" && isLaunch && !(await testedApplications([code])).get(code)?.isGreen;
}

const emptyContent = ({ name, slug, productClass, industry }: Pick<ProductContent, "name" | "slug" | "productClass" | "industry">): ProductContent => ({
  name, slug, productClass, industry, alsoCalled: [], summary: "", copy: { audience: "", highlights: [], features: [], steps: [], faq: [] },
  providerName: "", providerKind: "operator", providerPartnerId: null, servedBy: "operator", serviceHours: "", dataLocation: "", openFacts: ["administratorEmail"], needsLine: false, eligibility: ["verifiedCompany"], startsOn: null, pictures: [], offerings: [], english: null,
});

type NewDraft = { specificationId: string; note: string; basedOn: number; content: ProductContent };
async function writeDraft(tx: Tx, scope: Desk, { content, ...draft }: NewDraft): Promise<string> {
  const { id } = await tx.catalogueDraft.create({ data: { ...draft, content, contentHash: hashOfContent(content), writerIds: [scope.actor.id], writers: [scope.actor.name], createdAt: scope.now(), updatedAt: scope.now() }, select: { id: true } }).catch((error: unknown) => {
    throw brokeConstraint(error, "CatalogueDraft_one_at_a_time") ? new AppError("RULE_REFUSED", { reasons: ["draftOpen"] }) : error;
  });
  return id;
}

/** SC12: a new product, which nobody sees before its release, with the draft that says what it is to be. Throws errors at `code` and `slug` that are taken. */
export async function createProduct(scope: Desk, input: z.output<typeof CreateProduct>): Promise<z.output<typeof DraftCreated>> {
  refusePartDuty(scope);
  const create = async (tx: Tx) => {
    const { code, slug, name, productClass, industry } = input;
    const taken = await tx.productSpecification.findMany({ where: { OR: [{ code }, { slug }] }, select: { code: true } });
    if (taken.length > 0) throw taken.some((row) => row.code === code) ? fieldError("code", "codeTaken") : fieldError("slug", "slugTaken");
    const last = await tx.productSpecification.aggregate({ _max: { sort: true } });
    const content = emptyContent({ name, slug, productClass, industry });
    const { copy, providerName, providerKind, servedBy, serviceHours, dataLocation, summary } = content;
    const { id: specificationId } = await tx.productSpecification.create({ data: { code, slug, name, productClass, industry, summary, copy, providerName, providerKind, servedBy, serviceHours, dataLocation, openFacts: [], eligibility: [], pinyin: "", initials: "", state: "inDesign", sort: (last._max.sort ?? 0) + 1 }, select: { id: true } });
    const draftId = await writeDraft(tx, scope, { specificationId, note: `新产品 ${name}`, basedOn: 0, content });
    await noteEvent(tx, scope, specificationId, "created");
    await recordAudit(tx, scope, "catalogue.create", { kind: "productSpecification", id: specificationId }, { after: { code, name, productClass } });
    return { draftId };
  };
  return once(scope, { operation: "catalogue.create", key: input.key, input }, create).catch((error: unknown) => {
    // Of two at once the later is told as if it had come after.
    if (brokeConstraint(error, "ProductSpecification_platform_id_code_key")) throw fieldError("code", "codeTaken");
    throw brokeConstraint(error, "ProductSpecification_platform_id_slug_key") ? fieldError("slug", "slugTaken") : error;
  });
}

/** What a product was before the first release at the desk, kept as its first version, so that every later one can be compared with it. */
async function firstVersion(tx: Tx, scope: Desk, specificationId: string, content: ProductContent): Promise<void> {
  const marked = await tx.productSpecification.updateMany({ where: { id: specificationId, catalogueVersion: 0 }, data: { catalogueVersion: 1 } });
  if (marked.count === 0) return;
  const now = scope.now();
  await tx.catalogueVersion.create({ data: { specificationId, catalogueVersion: 1, content, contentHash: hashOfContent(content), note: "上线时的内容", writtenBy: "系统", releasedBy: "系统", releasedAt: now, startsOn: dateOf(businessDayOf(now)), appliedAt: now } });
}

/** SC12: begins a draft with what is sold of a product, or with the last draft of one that never was. Throws RULE_REFUSED while another is open or a release waits for its day. */
export async function createDraft(scope: Desk, input: z.output<typeof CreateDraft>): Promise<z.output<typeof DraftCreated>> {
  return once(scope, { operation: "catalogue.draft", key: input.key, input }, async (tx) => {
    const { specificationId, note } = input;
    const row = await tx.productSpecification.findFirst({ where: { id: specificationId }, include: { drafts: { orderBy: { createdAt: "desc" }, take: 1 }, versions: { where: { appliedAt: null, withdrawnAt: null }, take: 1 } } });
    if (!row) throw new AppError("NOT_FOUND");
    const stage = stageOf(row);
    if (stage === "retired") throw new AppError("RULE_REFUSED", { reasons: ["productRetired"] });
    if (row.versions.length > 0) throw new AppError("RULE_REFUSED", { reasons: ["versionWaits"] });
    const last = row.drafts[0];
    let content: ProductContent;
    if (stage === "draft") {
      refusePartDuty(scope);
      content = last ? readContent(last.content) : emptyContent(row);
    } else {
      const sold = await soldContent(tx, specificationId);
      if (!sold) throw new AppError("NOT_FOUND");
      content = sold.content;
      await firstVersion(tx, scope, specificationId, content);
    }
    const basedOn = stage === "draft" ? 0 : Math.max(1, row.catalogueVersion);
    const draftId = await writeDraft(tx, scope, { specificationId, note, basedOn, content });
    await noteEvent(tx, scope, specificationId, "drafted", { reason: note });
    await recordAudit(tx, scope, "catalogue.draft", draftTarget(draftId), { after: { code: row.code, note, basedOn } });
    return { draftId };
  });
}

/** SC12: a draft beside what is sold, with everything that keeps it from being released. */
export async function getDraft(scope: Desk, draftId: string): Promise<z.output<typeof DraftView>> {
  const draft = await draftOf(scope.db, draftId);
  const { specificationId, specification, note, basedOn, state, version, contentHash, writers, writerIds, sentBackReason, updatedAt, releasedVersion } = draft;
  const [before, facts, usage] = [await beforeOf(scope.db, draft), await checkFacts(scope.db, scope, specificationId), await usageOf(scope.db, [specification.code])];
  const content = readContent(draft.content);
  const isLive = state === "open" || state === "submitted";
  return {
    id: draft.id, specificationId, code: specification.code, productName: content.name || specification.name, stage: stageOf(specification), note, basedOn, state, version, contentHash,
    writers, isMine: writerIds.includes(scope.actor.id), isBeyondDuty: isBeyondDuty(before ?? emptyContent(specification), content, scope.actor.provinces), dutyProvinces: scope.actor.provinces.length > 0 ? scope.actor.provinces : null, sentBackReason, updatedAt, releasedVersion,
    content, before, problems: isLive ? contentProblems(before, content, facts) : [], needsTest: isLive && (await lacksTest(specification, before, content)), usage: usage(specification.code), facts, searchKeys: searchKeysOf(content.name, content.alsoCalled),
  };
}

const names = { provinceName: (id: string) => provinceById(id)?.name ?? id, planName: (code: string) => code };

/** SC12: writes a draft's whole content; what is not yet right is kept and said. Who writes is remembered and can never release it. */
export async function saveDraft(scope: Desk, { content, ...at }: z.output<typeof SaveDraft>): Promise<void> {
  await scope.transaction(async (tx) => {
    const draft = await draftOf(tx, at.draftId);
    const was = readContent(draft.content);
    refuseBeyond(scope, was, content);
    await refuseUnknownPictures(tx, content.pictures);
    await moveDraft(tx, at, "open", { content, contentHash: hashOfContent(content), updatedAt: scope.now(), ...writersWith(scope, draft) });
    // A product that was never released is listed by what its draft says.
    await tx.productSpecification.updateMany({ where: { id: draft.specificationId, catalogueVersion: 0 }, data: { name: content.name || draft.specification.name, productClass: content.productClass, industry: content.industry } });
    await recordAudit(tx, scope, "catalogue.save", draftTarget(draft.id), { after: { changes: diffContent(was, content, names).slice(0, 60).map(({ section, label, before, after }) => ({ what: `${section} ${label}`, before: before?.slice(0, 200), after: after?.slice(0, 200) })) } });
  });
}

/** Everything that keeps a draft from its second person, and from the shop, at once. */
export async function refuseUnready(tx: Tx, scope: Desk, draft: CatalogueDraft & { specification: ProductSpecification }): Promise<{ before: ProductContent | null; content: ProductContent }> {
  const [before, facts, content] = [await beforeOf(tx, draft), await checkFacts(tx, scope, draft.specificationId), readContent(draft.content)];
  const isSame = before !== null && hashOfContent(settled(before, { ...content, startsOn: null }, facts.today)) === hashOfContent(before);
  const reasons = [...(contentProblems(before, content, facts).length > 0 ? ["contentWrong"] : []), ...(isSame ? ["contentUnchanged"] : [])];
  if (reasons.length > 0) throw new AppError("RULE_REFUSED", { reasons });
  return { before, content };
}

/** SC12, BO6: hands a draft to a second person. Throws RULE_REFUSED while anything in it is wrong or nothing in it is new. */
export async function submitDraft(scope: Desk, at: At): Promise<void> {
  const recipients = await colleaguesWho(scope, "catalogue.release");
  await scope.transaction(async (tx) => {
    const draft = await draftOf(tx, at.draftId);
    await refuseUnready(tx, scope, draft);
    await moveDraft(tx, at, "open", { state: "submitted", submittedAt: scope.now() });
    await noteEvent(tx, scope, draft.specificationId, "submitted", { reason: draft.note });
    await tellColleagues(tx, scope, recipients, { path: `/catalogue/drafts/${draft.id}`, subject: `产品草稿“${draft.specification.name}：${draft.note}”待复核`, text: `${draft.writers.join("、")}改了产品“${draft.specification.name}”，请看过差异和影响后决定是否发布。` });
    await recordAudit(tx, scope, "catalogue.submit", draftTarget(draft.id), { after: { contentHash: draft.contentHash } });
  });
}

/** Takes a submitted draft back for more writing; what a second person saw is then no longer what it is. */
export async function recallDraft(scope: Desk, at: At): Promise<void> {
  await scope.transaction(async (tx) => {
    const draft = await draftOf(tx, at.draftId);
    await moveDraft(tx, at, "submitted", { state: "open", submittedAt: null });
    await noteEvent(tx, scope, draft.specificationId, "recalled");
    await recordAudit(tx, scope, "catalogue.recall", draftTarget(draft.id));
  });
}

/** Gives an open draft up. */
export async function discardDraft(scope: Desk, at: At): Promise<void> {
  await scope.transaction(async (tx) => {
    const draft = await draftOf(tx, at.draftId);
    await moveDraft(tx, at, "open", { state: "discarded" });
    await noteEvent(tx, scope, draft.specificationId, "discarded", { reason: draft.note });
    await recordAudit(tx, scope, "catalogue.discard", draftTarget(draft.id), { before: { note: draft.note } });
  });
}

/** SC12: a second person gives a draft back to its writers and says why. */
export async function sendBack(scope: Desk, { reason, ...at }: z.output<typeof SendBack>): Promise<void> {
  const recipients = await colleaguesWho(scope, "catalogue.write");
  await scope.transaction(async (tx) => {
    const draft = await draftOf(tx, at.draftId);
    if (draft.writerIds.includes(scope.actor.id)) throw new AppError("OWN_WORK");
    await moveDraft(tx, at, "submitted", { state: "open", submittedAt: null, sentBackReason: reason });
    await noteEvent(tx, scope, draft.specificationId, "sentBack", { reason });
    await tellColleagues(tx, scope, recipients, { path: `/catalogue/drafts/${draft.id}`, subject: `产品草稿“${draft.specification.name}：${draft.note}”被退回`, text: `${scope.actor.name}退回了这份草稿。\n原因：${reason}` });
    await recordAudit(tx, scope, "catalogue.sendBack", draftTarget(draft.id), { reason });
  });
}
