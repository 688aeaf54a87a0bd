import { recordAudit } from "../audit/audit.service";
import { decrypt, encrypt, sha256 } from "../crypto";
import type { DocumentKind } from "../generated/prisma/enums";
import { AppError, fieldError } from "../kernel/errors";
import { allows } from "../kernel/permissions";
import { countTry } from "../platforms/limit.service";
import type { Actor, Scope } from "../scope";
import { PAPERS_PER_OPENING, mayMend } from "./opening.rules";
import type { PaperView } from "./opening.schema";
import { openingOrNull, ownOpening } from "./opening.service";
import { cleanFileName, judgePaper } from "./paper.rules";

type Upload = { kind: DocumentKind; fileName: string; bytes: Uint8Array; expiresOn: Date | null };
type Owner = { openingId: string } | { customerId: string };

/** Whose paper this becomes: the signed-in owner's company, or the application that may still change. */
async function ownerFor(scope: Scope, token: string | null): Promise<Owner> {
  const { actor } = scope;
  const opening = await openingOrNull(scope, token);
  if (opening && mayMend(opening, "licence")) return { openingId: opening.id };
  if (actor.kind !== "customer") throw new AppError("NOT_FOUND");
  // Papers speak for the company, so only its owner hands them in.
  if (actor.role !== "owner") throw new AppError("FORBIDDEN");
  return { customerId: actor.customerId };
}

/** Keeps an uploaded paper, encrypted before it reaches the table (AI4). Throws FILE_REFUSED with the reason. */
export async function storePaper(scope: Scope, token: string | null, { kind, fileName, bytes, expiresOn }: Upload): Promise<PaperView> {
  const owner = await ownerFor(scope, token);
  await countTry(scope.db, [{ key: `paper:${"openingId" in owner ? owner.openingId : owner.customerId}`, max: 40, windowSeconds: 900 }, { key: `paper:ip:${scope.ip}`, max: 400, windowSeconds: 900 }]);
  const { type, problem } = judgePaper(bytes);
  if (problem !== null) throw new AppError("FILE_REFUSED", { reasons: [problem] });
  if ((await scope.db.document.count({ where: owner })) >= PAPERS_PER_OPENING) throw new AppError("FILE_REFUSED", { reasons: ["tooManyPapers"] });
  const row = await scope.db.document.create({
    data: { ...owner, kind, fileName: cleanFileName(fileName, type.extension), mediaType: type.mediaType, sizeBytes: bytes.length, sha256: sha256(bytes), content: encrypt(bytes), uploadedAt: scope.now(), expiresOn },
    select: { id: true, kind: true, fileName: true, mediaType: true, sizeBytes: true, uploadedAt: true },
  });
  return row;
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

/** A paper as it was uploaded. A clerk's look leaves a record. Throws NOT_FOUND for another's. */
export async function readPaper(scope: Scope, token: string | null, { paperId }: { paperId: string }): Promise<{ fileName: string; mediaType: string; bytes: Uint8Array<ArrayBuffer> }> {
  const paper = await scope.db.document.findFirst({ where: { id: paperId, ...(await readableBy(scope, token)) } });
  if (!paper) throw new AppError("NOT_FOUND");
  if (scope.actor.kind === "staff") {
    await scope.transaction((tx) => recordAudit(tx, scope, "paper.read", { kind: "document", id: paper.id }, { customerId: paper.customerId, after: { fileName: paper.fileName, openingId: paper.openingId } }));
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
