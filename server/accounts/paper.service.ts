import { keepLook } from "../access/look.service";
import { recordAudit } from "../audit/audit.service";
import { decrypt, encrypt, sha256 } from "../crypto";
import { type Tx, brokeConstraint } from "../db";
import type { DocumentKind } from "../generated/prisma/enums";
import { businessDayOf, dateOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { allows } from "../kernel/permissions";
import { refuseOwing } from "../privacy/agreement.service";
import { countTry } from "../platforms/limit.service";
import type { Actor, CustomerActor, Scope, StaffActor } from "../scope";
import { askLicenceReview } from "./licence.service";
import { PAPERS_PER_OPENING, mayMend } from "./opening.rules";
import type { PaperView } from "./opening.schema";
import { PAPERS_PER_RECOVERY } from "../company/recovery.rules";
import { openRecoveryId } from "../company/recovery.service";
import { openingOrNull, ownOpening } from "./opening.service";
import { cleanFileName, judgePaper } from "./paper.rules";

type Upload = { kind: DocumentKind; fileName: string; bytes: Uint8Array; expiresOn: string; recovery?: string };
type Owner = { openingId?: string; customerId?: string; recoveryId?: string };

/** Whose paper this becomes: the request whose secret is held (AI19), the signed-in owner's company, or the application that may still change. */
async function ownerFor(scope: Scope, token: string | null, recovery: string): Promise<Owner> {
  if (recovery !== "") return { recoveryId: await openRecoveryId(scope, recovery) };
  const { actor } = scope;
  const opening = await openingOrNull(scope, token);
  if (opening && mayMend(opening, "licence")) return { openingId: opening.id };
  if (actor.kind !== "customer") throw new AppError("NOT_FOUND");
  if (!allows([actor.role], "paper.handIn")) throw new AppError("FORBIDDEN");
  await refuseOwing(scope as Scope<CustomerActor>, "paper.handIn");
  return { customerId: actor.customerId };
}

/** The last valid day of a licence, which must be said and not be over; null for "without an end" and for other papers. */
function lastDayOf(scope: Scope, { kind, expiresOn }: Pick<Upload, "kind" | "expiresOn">): Date | null {
  if (kind !== "licence" || expiresOn === "none") return null;
  if (expiresOn === "") throw new AppError("FILE_REFUSED", { reasons: ["expiryMissing"] });
  if (expiresOn < businessDayOf(scope.now())) throw new AppError("FILE_REFUSED", { reasons: ["licenceOver"] });
  return dateOf(expiresOn);
}

const shown = { id: true, kind: true, fileName: true, mediaType: true, sizeBytes: true, uploadedAt: true, expiresOn: true } as const;

/**
 * Keeps an uploaded paper, encrypted before it reaches the table (AI4). A company's new licence goes to review in the same
 * transaction. Throws FILE_REFUSED with the reason, POLICY_OWED for a company's owner who has to agree to a policy first (DP5).
 */
export async function storePaper(scope: Scope, token: string | null, { kind, fileName, bytes, expiresOn, recovery = "" }: Upload): Promise<PaperView> {
  const owner = await ownerFor(scope, token, recovery);
  await countTry(scope.db, [{ key: `paper:${owner.recoveryId ?? owner.openingId ?? owner.customerId ?? ""}`, max: 40, windowSeconds: 900 }, { key: `paper:ip:${scope.ip}`, max: 400, windowSeconds: 900 }]);
  const lastDay = owner.recoveryId === undefined ? lastDayOf(scope, { kind, expiresOn }) : null;
  const { type, problem } = judgePaper(bytes);
  if (problem !== null) throw new AppError("FILE_REFUSED", { reasons: [problem] });
  const most = owner.recoveryId === undefined ? PAPERS_PER_OPENING : PAPERS_PER_RECOVERY;
  if (owner.customerId === undefined && (await scope.db.document.count({ where: owner })) >= most) throw new AppError("FILE_REFUSED", { reasons: ["tooManyPapers"] });
  const isRenewal = owner.customerId !== undefined && kind === "licence";
  const data = { ...owner, kind, fileName: cleanFileName(fileName, type.extension), mediaType: type.mediaType, sizeBytes: bytes.length, sha256: sha256(bytes), content: encrypt(bytes), uploadedAt: scope.now(), expiresOn: lastDay, review: isRenewal ? ("waiting" as const) : null };
  try {
    return await scope.transaction(async (tx) => {
      const row = await tx.document.create({ data, select: shown });
      if (isRenewal) await askLicenceReview(tx, scope as Scope<CustomerActor>, { documentId: row.id });
      else await recordAudit(tx, scope, "paper.handIn", { kind: "document", id: row.id }, { customerId: owner.customerId ?? null, after: { kind, openingId: owner.openingId ?? null, recoveryId: owner.recoveryId ?? null } });
      return row;
    });
  } catch (error) {
    if (brokeConstraint(error, "Document_one_waiting_per_company")) throw new AppError("FILE_REFUSED", { reasons: ["licenceWaiting"] });
    throw error;
  }
}

/** True when the actor, or the holder of an application's secret, may read a paper; staff only within their duty, which the database holds. */
async function readableBy(scope: Scope, token: string | null): Promise<object> {
  const actor: Actor = scope.actor;
  if (actor.kind === "staff") {
    if (!allows(actor.roles, "review.read") && !allows(actor.roles, "customer.read")) throw new AppError("FORBIDDEN");
    return {};
  }
  const opening = await openingOrNull(scope, token);
  const own = [...(opening ? [{ openingId: opening.id }] : []), ...(actor.kind === "customer" ? [{ customerId: { in: actor.customerIds } }] : [])];
  if (own.length === 0) throw new AppError("NOT_FOUND");
  return { OR: own };
}

type PaperOf = { customerId: string | null; openingId: string | null; recoveryId: string | null };
/** Whose data a paper is, and where. */
async function ownerOf(tx: Tx, { customerId, openingId, recoveryId }: PaperOf): Promise<{ customerId: string | null; openingId: string | null; provinceId: string }> {
  const select = { provinceId: true } as const;
  if (recoveryId !== null) return { openingId: null, ...(await tx.ownerRecovery.findFirstOrThrow({ where: { id: recoveryId }, select: { ...select, customerId: true } })) };
  const { provinceId } = customerId === null ? await tx.accountOpening.findFirstOrThrow({ where: { id: openingId ?? "" }, select }) : await tx.customer.findFirstOrThrow({ where: { id: customerId }, select });
  return { customerId, openingId, provinceId };
}

/** A paper as it was uploaded. A clerk's look leaves a record, for the company too (DP6). Throws NOT_FOUND for another's. */
export async function readPaper(scope: Scope, token: string | null, { paperId }: { paperId: string }): Promise<{ fileName: string; mediaType: string; bytes: Uint8Array<ArrayBuffer> }> {
  const paper = await scope.db.document.findFirst({ where: { id: paperId, ...(await readableBy(scope, token)) } });
  if (!paper) throw new AppError("NOT_FOUND");
  if (scope.actor.kind === "staff") {
    const staff = scope as Scope<StaffActor>;
    await scope.transaction(async (tx) => {
      await keepLook(tx, staff, { kind: "paper", ...(await ownerOf(tx, paper)), subjectId: paper.id, subject: paper.fileName });
      await recordAudit(tx, scope, "paper.read", { kind: "document", id: paper.id }, { customerId: paper.customerId, after: { fileName: paper.fileName, openingId: paper.openingId } });
    });
  }
  return { fileName: paper.fileName, mediaType: paper.mediaType, bytes: decrypt(paper.content) };
}

/** Takes a paper out of an application that may still change. */
export async function removePaper(scope: Scope, token: string | null, { paperId }: { paperId: string }): Promise<void> {
  const opening = await ownOpening(scope, scope.db, token);
  if (!mayMend(opening, "licence")) throw fieldError("licence", "cannotChangeNow");
  const removed = await scope.db.document.deleteMany({ where: { id: paperId, openingId: opening.id, customerId: null } });
  if (removed.count === 0) throw new AppError("NOT_FOUND");
}
