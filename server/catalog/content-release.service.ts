import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { type Tx, brokeConstraint } from "../db";
import type { CatalogueVersion } from "../generated/prisma/client";
import { businessDayOf, dateOf, dayOf, formatDay } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { tellColleagues } from "../ordering/release.service";
import { testedApplications } from "../partners/tested.service";
import { once } from "../platforms/idempotency.service";
import type { Scope, StaffActor } from "../scope";
import { shopChanged } from "../shop/edge.service";
import { colleaguesWho } from "../staff/duty.service";
import { eachAlone } from "../sweep";
import { beforeOf, draftOf, lacksTest, refuseBeyond, refusePartDuty, refuseUnready } from "./content-draft.service";
import { applyContent, hashOfContent, readContent } from "./content.service";
import type { DraftReleased, GetVersion, ReleaseDraft, VersionRow, VersionView, WithdrawVersion } from "./desk.schema";
import { noteEvent } from "./event.service";
import { settled, startOf } from "./price-change.rules";

/** On either side of a version, to compare it with. */
const NEAR = 15;
export const waitingVersion = { appliedAt: null, withdrawnAt: null } as const;

export function versionRow(row: Omit<CatalogueVersion, "content">, sold: number): z.output<typeof VersionRow> {
  const { id, catalogueVersion: version, note, writtenBy, releasedBy, releasedAt, startsOn, appliedAt, withdrawnAt } = row;
  return { id, version, note, writtenBy, releasedBy, releasedAt, startsOn: dayOf(startsOn), standing: withdrawnAt ? "withdrawn" : appliedAt === null ? "waiting" : version === sold ? "sold" : "past" };
}

/** Makes a version what is sold, and its product seen where it was not yet. */
async function start(tx: Tx, scope: Scope, { specificationId, catalogueVersion, content }: Pick<CatalogueVersion, "specificationId" | "catalogueVersion" | "content">): Promise<void> {
  await applyContent(tx, specificationId, catalogueVersion, readContent(content));
  await tx.productSpecification.updateMany({ where: { id: specificationId, state: { in: ["inDesign", "active"] } }, data: { state: "launched" } });
  await noteEvent(tx, scope, specificationId, "started", { version: catalogueVersion });
  await shopChanged(tx, scope);
}

/**
 * SC12, BO6: a second person releases just the content that they saw, on sale from its day. Version, what is sold, log, mail and audit record
 * commit together. Throws OWN_WORK for whoever wrote in it, CHANGED_MEANWHILE for another content than they saw, RULE_REFUSED for what
 * has become wrong since, and for an application without a green test (PR8).
 */
export async function releaseDraft(scope: Scope<StaffActor>, input: z.output<typeof ReleaseDraft>): Promise<z.output<typeof DraftReleased>> {
  const [recipients, seen] = [await colleaguesWho(scope, "catalogue.release"), await draftOf(scope.db, input.draftId)];
  const isUntested = await lacksTest(seen.specification, await beforeOf(scope.db, seen), readContent(seen.content));
  const release = async (tx: Tx) => {
    // Of two who decide at once the later waits here, and is told.
    await tx.productSpecification.updateMany({ where: { id: seen.specificationId }, data: { catalogueVersion: { increment: 0 } } });
    const draft = await draftOf(tx, input.draftId);
    if (draft.writerIds.includes(scope.actor.id)) throw new AppError("OWN_WORK");
    const { specification, specificationId, note } = draft;
    if (draft.version !== input.version || specification.catalogueVersion !== draft.basedOn) throw new AppError("CHANGED_MEANWHILE");
    // Worked out anew: the hash must be of what is released, not only of what stands beside it.
    if (hashOfContent(readContent(draft.content)) !== input.contentHash) throw new AppError("CHANGED_MEANWHILE");
    const { before, content } = await refuseUnready(tx, scope, draft);
    if (before) refuseBeyond(scope, before, content);
    else refusePartDuty(scope);
    if (isUntested) throw new AppError("RULE_REFUSED", { reasons: ["noGreenRun"] });
    const now = scope.now();
    const today = businessDayOf(now);
    const startsOn = startOf(content.startsOn, today);
    const last = await tx.catalogueVersion.aggregate({ where: { specificationId }, _max: { catalogueVersion: true } });
    const version = { specificationId, catalogueVersion: (last._max.catalogueVersion ?? 0) + 1, content: settled(before, content, today) };
    const isNow = startsOn === today;
    const made = await tx.catalogueVersion.create({ data: { ...version, contentHash: input.contentHash, note, writtenBy: draft.writers.join("、"), releasedBy: scope.actor.name, releasedAt: now, startsOn: dateOf(startsOn), appliedAt: isNow ? now : null } }).catch((error: unknown) => {
      throw brokeConstraint(error, "CatalogueVersion_one_waits") ? new AppError("RULE_REFUSED", { reasons: ["versionWaits"] }) : error;
    });
    // The write itself holds that nobody releases what they wrote, whatever was read above.
    const moved = await tx.catalogueDraft.updateMany({ where: { id: draft.id, version: input.version, state: "submitted", contentHash: input.contentHash, NOT: { writerIds: { has: scope.actor.id } } }, data: { state: "released", releasedVersion: version.catalogueVersion, version: { increment: 1 } } });
    if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
    await noteEvent(tx, scope, specificationId, "released", { reason: note, version: version.catalogueVersion });
    if (isNow) await start(tx, scope, version);
    else await tx.productSpecification.updateMany({ where: { id: specificationId, state: "inDesign" }, data: { state: "active" } });
    await tellColleagues(tx, scope, recipients, { path: `/catalogue/${specificationId}`, subject: `产品“${content.name}”第 ${version.catalogueVersion} 版${isNow ? "已发布" : `将于 ${formatDay(startsOn)} 开始`}`, text: `${note}。\n编写：${made.writtenBy}；发布：${made.releasedBy}。` });
    await recordAudit(tx, scope, "catalogue.release", { kind: "catalogueVersion", id: made.id }, { before: { version: draft.basedOn }, after: { code: specification.code, version: version.catalogueVersion, startsOn, contentHash: input.contentHash, writtenBy: made.writtenBy } });
    return { specificationId, version: version.catalogueVersion };
  };
  return once(scope, { operation: "catalogue.release", key: input.key, input }, release).catch((error: unknown) => {
    // Another product took the address or a plan's code at the same moment: the page shows it when it is read anew.
    throw ["ProductSpecification_platform_id_slug_key", "ProductOffering_platform_id_code_key"].some((key) => brokeConstraint(error, key)) ? new AppError("CHANGED_MEANWHILE") : error;
  });
}

/** SC12: takes a released version back before its day; its product is then a draft again where it was never sold. Throws CHANGED_MEANWHILE once it has begun. */
export async function withdrawVersion(scope: Scope<StaffActor>, { versionId, reason }: z.output<typeof WithdrawVersion>): Promise<void> {
  refusePartDuty(scope);
  await scope.transaction(async (tx) => {
    const row = await tx.catalogueVersion.findFirst({ where: { id: versionId } });
    if (!row) throw new AppError("NOT_FOUND");
    const moved = await tx.catalogueVersion.updateMany({ where: { id: versionId, ...waitingVersion }, data: { withdrawnAt: scope.now(), withdrawnBy: scope.actor.name } });
    if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
    await tx.productSpecification.updateMany({ where: { id: row.specificationId, state: "active" }, data: { state: "inDesign" } });
    await noteEvent(tx, scope, row.specificationId, "withdrawn", { reason, version: row.catalogueVersion });
    await recordAudit(tx, scope, "catalogue.withdraw", { kind: "catalogueVersion", id: versionId }, { before: { version: row.catalogueVersion, startsOn: dayOf(row.startsOn) }, reason });
  });
}

/** SC12: a version as it was released, beside another one of its product, or the one before it. */
export async function getVersion(scope: Scope<StaffActor>, { versionId, againstId }: z.output<typeof GetVersion>): Promise<z.output<typeof VersionView>> {
  const row = await scope.db.catalogueVersion.findFirst({ where: { id: versionId }, include: { specification: { select: { name: true, catalogueVersion: true } } } });
  if (!row) throw new AppError("NOT_FOUND");
  const { specificationId, specification } = row;
  const near = (catalogueVersion: { gt: number } | { lt: number }) => scope.db.catalogueVersion.findMany({ where: { specificationId, catalogueVersion }, orderBy: { catalogueVersion: "gt" in catalogueVersion ? "asc" : "desc" }, take: NEAR, omit: { content: true } });
  const [later, earlier] = [await near({ gt: row.catalogueVersion }), await near({ lt: row.catalogueVersion })];
  const wanted = againstId ?? earlier[0]?.id;
  const against = wanted ? await scope.db.catalogueVersion.findFirst({ where: { id: wanted, specificationId } }) : null;
  const listed = [...later.reverse(), ...earlier];
  // One that was named in the address may be farther off.
  const others = against && against.id !== versionId && !listed.some(({ id }) => id === against.id) ? [...listed, against].sort((a, b) => b.catalogueVersion - a.catalogueVersion) : listed;
  return {
    ...versionRow(row, specification.catalogueVersion), specificationId, productName: specification.name, content: readContent(row.content),
    others: others.map((other) => versionRow(other, specification.catalogueVersion)), against: against && { version: against.catalogueVersion, content: readContent(against.content) },
  };
}

/** The worker's: versions whose day has come become what is sold, each in a transaction of its own. An application whose test is no longer green waits on (PR8). */
export async function startDueVersions(scope: Scope): Promise<void> {
  const due = await scope.db.catalogueVersion.findMany({ where: { ...waitingVersion, startsOn: { lte: dateOf(businessDayOf(scope.now())) } }, orderBy: { startsOn: "asc" }, take: 20, include: { specification: { select: { code: true, state: true } } } });
  const byId = new Map(due.map((version) => [version.id, version]));
  await eachAlone(scope, "startDueVersions", due.map(({ id }) => id), async (id) => {
    const version = byId.get(id);
    const code = version?.specification.code ?? "";
    if (!version || (version.specification.state !== "launched" && readContent(version.content).providerKind === "ap" && !(await testedApplications([code])).get(code)?.isGreen)) return;
    await scope.transaction(async (tx) => {
      const moved = await tx.catalogueVersion.updateMany({ where: { id, ...waitingVersion }, data: { appliedAt: scope.now() } });
      if (moved.count === 0) return;
      await start(tx, scope, version);
      await recordAudit(tx, scope, "catalogue.start", { kind: "catalogueVersion", id }, { after: { code, version: version.catalogueVersion } });
    });
  });
}
