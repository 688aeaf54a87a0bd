import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { AppError } from "../kernel/errors";
import { pageAfter, pageOf } from "../paging";
import { isSwitchedOn, refuseSwitchedOff } from "../platforms/switch.service";
import { once } from "../platforms/idempotency.service";
import { type CustomerActor, type Scope, visibleTo } from "../scope";
import { transferCode } from "./transfer.rules";
import type { CancelClaim, ClaimTransfer, ListClaims, TransferPage } from "./transfer.schema";

const PAGE = 20;
const KEPT_DAYS = 30;

/** BI4: the company's transfers on their way and those that came, with the account to send them to. */
export async function listClaims(scope: Scope<CustomerActor>, { cursor }: z.output<typeof ListClaims>): Promise<z.output<typeof TransferPage>> {
  const { customerId } = scope.actor;
  const { provinceId } = await scope.db.customer.findFirstOrThrow({ where: { id: customerId }, select: { provinceId: true } });
  const [setting, isOn, rows] = await Promise.all([
    scope.db.billingSetting.findFirst({ where: { provinceId, collectionAccount: { not: "" } }, select: { collectionName: true, collectionBank: true, collectionAccount: true } }),
    isSwitchedOn(scope.db, "bankTransfer", provinceId, scope.now()),
    scope.db.transferClaim.findMany({ where: { customerId }, orderBy: [{ createdAt: "desc" }, { id: "desc" }], ...pageAfter(scope, PAGE, cursor), omit: { platformId: true, customerId: true, provinceId: true } }),
  ]);
  const { page, nextCursor } = pageOf(rows, PAGE);
  return {
    isOn,
    account: setting && { name: setting.collectionName, bank: setting.collectionBank, number: setting.collectionAccount },
    rows: page, nextCursor,
  };
}

/** BI4: announces a transfer; its code makes the money find the company. Throws RULE_REFUSED where the province takes no transfers. */
export async function claimTransfer(scope: Scope<CustomerActor>, input: z.output<typeof ClaimTransfer>): Promise<{ code: string }> {
  return once(scope, { operation: "transfer.claim", key: input.key, input }, async (tx) => {
    const { customerId } = scope.actor;
    const { provinceId, state } = await tx.customer.findFirstOrThrow({ where: { id: customerId }, select: { provinceId: true, state: true } });
    if (state !== "open") throw new AppError("RULE_REFUSED", { reasons: ["accountNotOpen"] });
    await refuseSwitchedOff(tx, "bankTransfer", provinceId, scope.now());
    if ((await tx.billingSetting.count({ where: { provinceId, collectionAccount: { not: "" } } })) === 0) throw new AppError("RULE_REFUSED", { reasons: ["noTransfers"] });
    const now = scope.now();
    const claim = await tx.transferClaim.create({ data: { customerId, provinceId, code: transferCode(randomBytes(8)), amountFen: input.amountFen, byName: scope.actor.name, createdAt: now, expiresAt: new Date(now.getTime() + KEPT_DAYS * 86_400_000) }, select: { id: true, code: true } });
    await recordAudit(tx, scope, "transfer.claim", { kind: "transferClaim", id: claim.id }, { customerId, provinceId, after: { code: claim.code, amountFen: input.amountFen } });
    return { code: claim.code };
  });
}

/** Takes an announced transfer back; money that comes with its code all the same still finds the company. */
export async function cancelClaim(scope: Scope<CustomerActor>, input: z.output<typeof CancelClaim>): Promise<void> {
  await once(scope, { operation: "transfer.cancel", key: input.key, input }, async (tx) => {
    const claim = await tx.transferClaim.findFirst({ where: { id: input.claimId, ...visibleTo(scope.actor) } });
    if (!claim) throw new AppError("NOT_FOUND");
    const moved = await tx.transferClaim.updateMany({ where: { id: claim.id, state: "waiting" }, data: { state: "canceled" } });
    if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
    await recordAudit(tx, scope, "transfer.cancel", { kind: "transferClaim", id: claim.id }, { customerId: claim.customerId, provinceId: claim.provinceId });
    return null;
  });
}

/** Announced transfers that nobody made lapse after thirty days. */
export async function expireClaims(scope: Scope): Promise<void> {
  await scope.db.transferClaim.updateMany({ where: { state: "waiting", expiresAt: { lt: scope.now() } }, data: { state: "expired" } });
}
