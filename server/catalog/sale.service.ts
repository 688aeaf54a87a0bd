import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import type { Tx } from "../db";
import type { Prisma, ProductSpecification } from "../generated/prisma/client";
import { AppError } from "../kernel/errors";
import { pageAfter, pageOf } from "../paging";
import { testedApplications } from "../partners/tested.service";
import type { Scope, StaffActor } from "../scope";
import { shopChanged } from "../shop/edge.service";
import { liveStates, refusePartDuty } from "./content-draft.service";
import { versionRow, waitingVersion } from "./content-release.service";
import { soldContent } from "./content.service";
import type { GetProduct, ListProducts, ProductId, ProductPage, ProductRow, ProductView, Reasoned } from "./desk.schema";
import { noteEvent } from "./event.service";
import { type SaleStage, canMove, retireBlockers, rowsAt, stageOf } from "./lifecycle.rules";
import { usageOf } from "./usage.service";

const PAGE = 30;
/** Of a product's versions, and of its log. */
const ROWS = 20;
type Desk = Scope<StaffActor>;

const liveDraft = { where: { state: { in: [...liveStates] } }, select: { id: true, state: true, note: true, writers: true }, take: 1 } satisfies Prisma.ProductSpecification$draftsArgs;
type WithDraft = Omit<ProductSpecification, "copy" | "english"> & { drafts: { id: string; state: "open" | "submitted" | "released" | "discarded"; note: string; writers: string[] }[] };

/** Rows with what runs on them, in as many queries as for one. */
async function rowsOf({ db }: Desk, rows: readonly WithDraft[]): Promise<z.output<typeof ProductRow>[]> {
  const codes = rows.map(({ code }) => code);
  const [tested, usage] = await Promise.all([testedApplications(codes), usageOf(db, codes)]);
  return rows.map((row) => {
    const { id, code, name, slug, productClass, industry, providerKind, salesStoppedAt, salesStopReason, drafts } = row;
    return { id, code, name, slug, productClass, industry, stage: stageOf(row), stoppedAt: salesStoppedAt, stopReason: salesStopReason, test: providerKind === "ap" ? (tested.get(code) ?? { isGreen: false, greenAt: null, partnerId: null }) : null, draft: drafts[0] ?? null, ...usage(code) };
  });
}

const searched = (search: string | undefined): Prisma.ProductSpecificationWhereInput => (search ? { OR: [{ name: { contains: search } }, { code: { startsWith: search.toUpperCase() } }, { pinyin: { contains: search.toLowerCase() } }, { initials: { contains: search.toLowerCase() } }] } : {});
const inReview = { drafts: { some: { state: "submitted" } } } as const satisfies Prisma.ProductSpecificationWhereInput;

/** SC12: the platform's products and solutions at every stage, by class, with what runs on them and what is being written. */
export async function listProducts(scope: Desk, { productClass, stage, search, cursor }: z.output<typeof ListProducts>): Promise<z.output<typeof ProductPage>> {
  const { db } = scope;
  const narrowed: Prisma.ProductSpecificationWhereInput = { AND: [stage === undefined ? {} : stage === "review" ? inReview : (rowsAt[stage] as Prisma.ProductSpecificationWhereInput), searched(search)] };
  const [rows, counts, waiting] = await Promise.all([
    db.productSpecification.findMany({ where: { ...narrowed, ...(productClass ? { productClass } : {}) }, orderBy: [{ sort: "asc" }, { id: "asc" }], ...pageAfter(scope, PAGE, cursor), omit: { copy: true, english: true }, include: { drafts: liveDraft } }),
    db.productSpecification.groupBy({ by: ["productClass"], where: narrowed, _count: true }),
    db.productSpecification.count({ where: inReview }),
  ]);
  const { page, nextCursor } = pageOf(rows, PAGE);
  return { rows: await rowsOf(scope, page), nextCursor, counts: Object.fromEntries(counts.map((row) => [row.productClass, row._count])), inReview: waiting };
}

/** SC12: a product as it is sold, with a page of its versions and one of its log, the latest first. */
export async function getProduct(scope: Desk, { specificationId, versionsAfter, eventsAfter }: z.output<typeof GetProduct>): Promise<z.output<typeof ProductView>> {
  const { db } = scope;
  const row = await db.productSpecification.findFirst({ where: { id: specificationId }, omit: { copy: true, english: true }, include: { drafts: liveDraft } });
  if (!row) throw new AppError("NOT_FOUND");
  const [versions, events, waiting] = await Promise.all([
    db.catalogueVersion.findMany({ where: { specificationId }, orderBy: { catalogueVersion: "desc" }, ...pageAfter(scope, ROWS, versionsAfter), omit: { content: true } }),
    db.catalogueEvent.findMany({ where: { specificationId }, orderBy: [{ at: "desc" }, { id: "desc" }], ...pageAfter(scope, ROWS, eventsAfter) }),
    db.catalogueVersion.findFirst({ where: { specificationId, ...waitingVersion }, omit: { content: true } }),
  ]);
  const [versionPage, eventPage] = [pageOf(versions, ROWS), pageOf(events, ROWS)];
  const stage = stageOf(row);
  const [[shown], sold] = [await rowsOf(scope, [row]), stage === "draft" || stage === "waiting" ? null : await soldContent(db, specificationId)];
  if (!shown) throw new AppError("NOT_FOUND");
  return {
    ...shown, content: sold?.content ?? null, waiting: waiting && versionRow(waiting, row.catalogueVersion), isWholeDuty: scope.actor.provinces.length === 0,
    versions: { rows: versionPage.page.map((version) => versionRow(version, row.catalogueVersion)), nextCursor: versionPage.nextCursor },
    events: { rows: eventPage.page.map(({ id, kind, at, byName, reason, catalogueVersion }) => ({ id, kind, at, byName, reason, version: catalogueVersion })), nextCursor: eventPage.nextCursor },
  };
}

type Found = Pick<ProductSpecification, "code" | "state" | "salesStoppedAt" | "providerKind">;
/** A product that may go to a stage. Throws CHANGED_MEANWHILE where it may not, or no longer. */
async function movable(scope: Desk, specificationId: string, to: SaleStage): Promise<Found> {
  refusePartDuty(scope);
  const row = await scope.db.productSpecification.findFirst({ where: { id: specificationId }, select: { code: true, state: true, salesStoppedAt: true, providerKind: true } });
  if (!row) throw new AppError("NOT_FOUND");
  if (!canMove(stageOf(row), to)) throw new AppError("CHANGED_MEANWHILE");
  return row;
}

type Move = { action: "stopSale" | "resumeSale" | "retire"; kind: "stopped" | "resumed" | "retired"; reason: string; write: (tx: Tx) => Promise<{ count: number }>; after?: (tx: Tx) => Promise<void> };
/** Writes a move with its log and its audit record; the write says itself from what it starts. */
async function move(scope: Desk, specificationId: string, { code, salesStoppedAt }: Found, { action, kind, reason, write, after }: Move): Promise<void> {
  await scope.transaction(async (tx) => {
    if ((await write(tx)).count === 0) throw new AppError("CHANGED_MEANWHILE");
    await shopChanged(tx, scope);
    await after?.(tx);
    await noteEvent(tx, scope, specificationId, kind, { reason });
    await recordAudit(tx, scope, `catalogue.${action}`, { kind: "productSpecification", id: specificationId }, { reason, before: { stoppedAt: salesStoppedAt }, after: { code } });
  });
}

/**
 * SC13: hides a product from new buyers from now on, with a reason and a record. What runs, renews or was ordered before goes
 * on; bundles that cannot do without it are hidden with it. Throws CHANGED_MEANWHILE when somebody was first.
 */
export async function stopSale(scope: Desk, { specificationId, reason }: z.output<typeof Reasoned>): Promise<void> {
  const row = await movable(scope, specificationId, "stopped");
  await move(scope, specificationId, row, { action: "stopSale", kind: "stopped", reason, write: (tx) => tx.productSpecification.updateMany({ where: { id: specificationId, ...rowsAt.onSale }, data: { salesStoppedAt: scope.now(), salesStopReason: reason } }) });
}

/** Shows a stopped product to new buyers again. Throws RULE_REFUSED for an application whose provider has no green run of the present interface (PR8). */
export async function resumeSale(scope: Desk, { specificationId }: z.output<typeof ProductId>): Promise<void> {
  const row = await movable(scope, specificationId, "onSale");
  if (stageOf(row) !== "stopped") throw new AppError("CHANGED_MEANWHILE");
  if (row.providerKind === "ap" && !(await testedApplications([row.code])).get(row.code)?.isGreen) throw new AppError("RULE_REFUSED", { reasons: ["noGreenRun"] });
  await move(scope, specificationId, row, { action: "resumeSale", kind: "resumed", reason: "", write: (tx) => tx.productSpecification.updateMany({ where: { id: specificationId, salesStoppedAt: { not: null }, state: { in: ["launched", "retired"] } }, data: { state: "launched", salesStoppedAt: null, salesStopReason: null } }) });
}

/** SC12: takes a product away for good. Throws RULE_REFUSED while anything runs or is on its way, counted under the write's own lock. */
export async function retireProduct(scope: Desk, { specificationId, reason }: z.output<typeof Reasoned>): Promise<void> {
  const row = await movable(scope, specificationId, "retired");
  await move(scope, specificationId, row, {
    action: "retire", kind: "retired", reason,
    write: (tx) => tx.productSpecification.updateMany({ where: { id: specificationId, state: row.state, salesStoppedAt: row.salesStoppedAt }, data: { state: "obsolete" } }),
    after: async (tx) => {
      const reasons = retireBlockers((await usageOf(tx, [row.code]))(row.code));
      if (reasons.length > 0) throw new AppError("RULE_REFUSED", { reasons });
      await tx.catalogueDraft.updateMany({ where: { specificationId, state: { in: [...liveStates] } }, data: { state: "discarded", version: { increment: 1 } } });
    },
  });
}
