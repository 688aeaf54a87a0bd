import type { z } from "zod";
import { noteFile } from "../access/look.service";
import { canonicalJson } from "../audit/audit.rules";
import { recordAudit } from "../audit/audit.service";
import { inDocumentSlot } from "../billing/document-slots";
import { tariffOf } from "../catalog/tariff.rules";
import { decrypt, encrypt, sha256 } from "../crypto";
import { type Reader, newId } from "../db";
import type { Prisma, SealingKey } from "../generated/prisma/client";
import { productName } from "../inventory/product.words";
import { AppError } from "../kernel/errors";
import { allows } from "../kernel/permissions";
import { platformName, provinceName } from "../platforms/province.rules";
import { type Scope, type StaffActor, visibleTo } from "../scope";
import { type ContractDocument, channelNouns, contractFileName, operationNouns, payNouns, sealedStates } from "./contract-document.rules";
import { contractPdf } from "./contract-pdf";
import type { CheckedContract, ContractSealView } from "./contract-desk.schema";
import { bareCertificate, checkSeal, makeSealKey, sealPdf } from "./seal";

const sealNameOf = (platformId: string) => `宽带商务${platformName(platformId)}合同专用章`;

/** The platform's key that seals now; made when there is none yet, or the last has run out. Of two made at once the first stays. */
async function sealingKey(scope: Scope): Promise<SealingKey> {
  const now = scope.now();
  // Whoever asked a moment earlier takes it too, so a key counts from the day before it was made.
  const find = () => scope.db.sealingKey.findFirst({ where: { validTo: { gt: now } }, orderBy: { serial: "desc" } });
  const known = await find();
  if (known) return known;
  const last = await scope.db.sealingKey.aggregate({ _max: { serial: true } });
  const serial = (last._max.serial ?? 0) + 1;
  const { certificate, privateKey, validFrom, validTo } = await makeSealKey({ owner: sealNameOf(scope.platformId), serial, at: new Date(now.getTime() - 86_400_000) });
  await scope.transaction(async (tx) => {
    const made = await tx.sealingKey.createMany({ data: [{ serial, certificate, privateKey: encrypt(Buffer.from(privateKey)), validFrom, validTo }], skipDuplicates: true });
    if (made.count > 0) await recordAudit(tx, scope, "contract.makeKey", { kind: "sealingKey", id: String(serial) }, { after: { serial, validTo, certificate: sha256(bareCertificate(certificate)) } });
  });
  const key = await find();
  if (!key) throw new Error("the platform has no sealing key");
  return key;
}

function mayRead({ actor }: Scope): void {
  if (actor.kind === "customer" && allows([actor.role], "productOrder.read")) return;
  if (actor.kind === "staff" && (allows(actor.roles, "customer.read") || allows(actor.roles, "review.read"))) return;
  throw new AppError(actor.kind === "anonymous" ? "NOT_SIGNED_IN" : "FORBIDDEN");
}

const asked = { items: { orderBy: [{ parentItemId: { sort: "asc", nulls: "first" } }, { id: "asc" }] }, versions: { select: { versionNumber: true }, orderBy: { versionNumber: "desc" }, take: 1 } } satisfies Prisma.ProductOrderInclude;
type Order = Prisma.ProductOrderGetPayload<{ include: typeof asked }>;
const versionOf = (order: Order) => order.versions[0]?.versionNumber ?? 1;

/** The order as its company's people and staff on duty see it. Throws NOT_FOUND. */
async function orderOf(scope: Scope, orderId: string): Promise<Order> {
  const order = await scope.db.productOrder.findFirst({ where: { id: orderId, ...visibleTo(scope.actor) }, include: asked });
  if (!order) throw new AppError("NOT_FOUND");
  return order;
}

/** A pause or an end agrees to no contract, and what was refused or taken back came to none. */
const hasContract = ({ operation, state }: Order) => operationNouns[operation] !== undefined && (sealedStates as readonly string[]).includes(state);

async function documentOf(db: Reader, order: Order): Promise<ContractDocument> {
  const [customer, contract] = await Promise.all([
    db.customer.findFirstOrThrow({ where: { id: order.customerId }, select: { accountName: true, organization: { select: { name: true, creditCode: true } } } }),
    db.contractText.findFirstOrThrow({ where: { contractVersion: order.contractVersion } }),
  ]);
  return {
    provinceName: provinceName(order.provinceId),
    order: { number: order.number, versionNumber: versionOf(order), operation: operationNouns[order.operation] ?? "", submittedAt: order.submittedAt.toISOString(), channel: channelNouns[order.channel] },
    company: { name: order.acceptedCompany, creditCode: customer.organization.creditCode, accountName: customer.accountName, payType: payNouns[order.payType] },
    // What was given up or replaced is no part of what was agreed (PR4).
    items: order.items.filter(({ state, parentItemId }) => parentItemId === null || state !== "cancelled").map((item) => ({ name: productName(item), seats: item.seats, seatName: item.seatName, isPart: item.parentItemId !== null, monthlyFen: item.monthlyFen.toString(), firstBillFen: item.firstBillFen.toString(), discounts: tariffOf(item).discounts.map(({ name }) => name) })),
    firstBillFen: order.firstBillFen.toString(), monthlyFen: order.monthlyFen.toString(),
    contract: { version: contract.contractVersion, title: contract.title, body: contract.body },
    accepted: { name: order.acceptedByName, at: order.acceptedAt.toISOString(), ip: order.acceptedIp },
  };
}

export type ContractFile = { fileName: string; bytes: Uint8Array<ArrayBuffer> };

const keptOf = (scope: Scope, order: Order) => scope.db.sealedContract.findFirst({ where: { orderId: order.id, versionNumber: versionOf(order) } });

/**
 * OR20: an order's contract as a sealed file. The first who asks has it made and kept, with an audit record in the same transaction;
 * everybody after gets those bytes. Throws NOT_FOUND for another company's or province's, BUSY when too many are being made.
 */
export async function getContractFile(scope: Scope, { orderId }: { orderId: string }): Promise<ContractFile> {
  mayRead(scope);
  const order = await orderOf(scope, orderId);
  if (!hasContract(order)) throw new AppError("NOT_FOUND");
  if (!(await keptOf(scope, order))) await inDocumentSlot(() => seal(scope, order));
  const kept = await keptOf(scope, order);
  if (!kept) throw new Error("a contract was sealed and is not there");
  const bytes = decrypt(kept.content);
  if (sha256(bytes) !== kept.sha256) throw new Error("a sealed contract is not what was kept");
  await noteFile(scope, { kind: "contractFile", customerId: order.customerId, provinceId: order.provinceId, subjectId: order.id, subject: order.number });
  return { fileName: contractFileName({ number: order.number, versionNumber: kept.versionNumber }), bytes };
}

async function seal(scope: Scope, order: Order): Promise<void> {
  const key = await sealingKey(scope);
  const sealedAt = scope.now();
  const document = await documentOf(scope.db, order);
  const contentHash = sha256(canonicalJson(document));
  const pdf = await contractPdf(document, { contentHash, sealedAt, sealName: sealNameOf(scope.platformId) });
  const bytes = await sealPdf(pdf, { certificate: key.certificate, privateKey: Buffer.from(decrypt(key.privateKey)).toString(), validFrom: key.validFrom, validTo: key.validTo }, sealedAt);
  const row = { id: newId(), orderId: order.id, versionNumber: versionOf(order), customerId: order.customerId, provinceId: order.provinceId, keyId: key.id, sha256: sha256(bytes), contentHash, sizeBytes: bytes.length, content: encrypt(bytes), sealedAt };
  await scope.transaction(async (tx) => {
    // Of two at once the first one's bytes are the contract.
    const made = await tx.sealedContract.createMany({ data: [row], skipDuplicates: true });
    if (made.count === 0) return;
    await recordAudit(tx, scope, "contract.seal", { kind: "sealedContract", id: row.id }, { customerId: order.customerId, provinceId: order.provinceId, after: { number: order.number, versionNumber: row.versionNumber, sha256: row.sha256, contentHash } });
  });
}

/** OR20: whether an order has a contract to download, and the hash of its file once it was made. */
export async function getContractSeal(scope: Scope, { orderId }: { orderId: string }): Promise<z.output<typeof ContractSealView>> {
  mayRead(scope);
  const order = await orderOf(scope, orderId);
  const isAvailable = hasContract(order);
  const kept = isAvailable ? await keptOf(scope, order) : null;
  return { isAvailable, sealed: kept ? { sha256: kept.sha256, contentHash: kept.contentHash, sealedAt: kept.sealedAt } : null };
}

/** OR20: what an uploaded file is: the very bytes that were sealed here, or not, and why. */
export async function checkContract(scope: Scope<StaffActor>, { file }: { file: string }): Promise<z.output<typeof CheckedContract>> {
  const bytes = Buffer.from(file, "base64");
  const hash = sha256(bytes);
  const found = checkSeal(bytes);
  const [kept, keys] = await Promise.all([
    scope.db.sealedContract.findFirst({ where: { sha256: hash }, select: { orderId: true, sealedAt: true } }),
    scope.db.sealingKey.findMany({ select: { certificate: true } }),
  ]);
  const isOurs = found !== null && keys.some(({ certificate }) => bareCertificate(certificate) === bareCertificate(found.certificate));
  const order = kept ? await scope.db.productOrder.findFirst({ where: { id: kept.orderId }, select: { number: true, customerId: true } }) : null;
  const finding = !found ? "notSealed" : isOurs ? (found.isIntact && kept ? "genuine" : "changed") : found.isIntact ? "unknownSeal" : "changed";
  return { finding, sha256: hash, sealedAt: finding === "genuine" ? (kept?.sealedAt ?? null) : null, order };
}
