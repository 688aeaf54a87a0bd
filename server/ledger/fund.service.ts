import type { z } from "zod";
import { nameOfAccount } from "../accounts/child.rules";
import { recordAudit } from "../audit/audit.service";
import { payOpenFromCash } from "../billing/cash.service";
import { type Reader, type Tx, newId } from "../db";
import type { FundDirection } from "../generated/prisma/enums";
import { AppError, fieldError } from "../kernel/errors";
import { formatFen } from "../kernel/money";
import { mailCustomer } from "../notifications/customer-mail.service";
import { worded } from "../notifications/templates.rules";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import type { CustomerActor, Scope } from "../scope";
import { mostBack, mostDown } from "./fund.rules";
import type { FundsMoved, FundsView, MoveFunds, ReadFunds } from "./fund.schema";
import { balanceIn } from "./ledger.service";
import { lockCashOf, transferCash } from "./payer.service";
import { receivedIn } from "./received.service";

const PAGE = 10;

type Link = { parentId: string; customerId: string; provinceId: string };
type Named = { parentName: string; childName: string };

/** What may move over a link, read while nobody else moves the cash of either. */
async function standingOf(db: Reader, { parentId, customerId }: Pick<Link, "parentId" | "customerId">) {
  const [parent, child] = [await balanceIn(db, parentId), await balanceIn(db, customerId)];
  const [receivedFen, parentReceivedFen] = [await receivedIn(db, customerId), await receivedIn(db, parentId)];
  return { receivedFen, mostDownFen: mostDown({ ...parent, receivedFen: parentReceivedFen }), mostBackFen: mostBack({ ...child, receivedFen }) };
}

/** The most that can go back to a parent now, in fen (PC10). */
export const mostBackOf = async (db: Reader, link: Pick<Link, "parentId" | "customerId">): Promise<bigint> => (await standingOf(db, link)).mostBackFen;

/** One move, with both sides' journals. Throws BALANCE_TOO_LOW. */
async function write(tx: Tx, scope: Scope, { parentId, customerId, provinceId, parentName, childName }: Link & Named, { direction, amountFen }: { direction: FundDirection; amountFen: bigint }): Promise<string> {
  const id = newId();
  const [from, to] =
    direction === "down"
      ? [{ customerId: parentId, memo: `划拨给${childName}` }, { customerId, memo: `${parentName}划拨` }]
      : [{ customerId, memo: `${parentName}收回划拨` }, { customerId: parentId, memo: `从${childName}收回划拨` }];
  await tx.fundMove.create({ data: { id, parentId, customerId, provinceId, direction, amountFen, byName: scope.actor.name, at: scope.now() } });
  await transferCash(tx, scope, { amountFen, ref: id, from, to });
  // As after any money that comes in: what is owed is paid, and what stood still for it runs again (CH7).
  await payOpenFromCash(tx, scope, to.customerId);
  await recordAudit(tx, scope, "fund.move", { kind: "fundMove", id }, { customerId, provinceId, after: { direction, amountFen: amountFen.toString(), parentId } });
  return id;
}

const withNames = { id: true, provinceId: true, parentId: true, state: true, label: true, accountName: true, parent: { select: { accountName: true, state: true } } } as const;

async function childOf(db: Reader, scope: Scope<CustomerActor>, childId: string) {
  const child = await db.customer.findFirst({ where: { id: childId, parentId: scope.actor.customerId, state: { not: "purged" } }, select: withNames });
  if (!child?.parent) throw new AppError("NOT_FOUND");
  return { child, parent: child.parent, link: { parentId: scope.actor.customerId, customerId: child.id, provinceId: child.provinceId, parentName: child.parent.accountName, childName: nameOfAccount(child) } };
}

/** PC10: what may move between a parent and a child now, and what has moved, newest first. Throws NOT_FOUND for anybody else's child. */
export async function readFunds(scope: Scope<CustomerActor>, { childId, cursor }: z.output<typeof ReadFunds>): Promise<FundsView> {
  const { link } = await childOf(scope.db, scope, childId);
  const [standing, rows] = await Promise.all([
    standingOf(scope.db, link),
    scope.db.fundMove.findMany({ where: { customerId: childId, parentId: link.parentId }, orderBy: { id: "desc" }, ...pageAfter(scope, PAGE, cursor) }),
  ]);
  const { page, nextCursor } = pageOf(rows, PAGE);
  return { ...standing, rows: page.map(({ id, direction, amountFen, byName, at }) => ({ id, direction, amountFen, byName, at })), nextCursor };
}

/**
 * PC10: moves cash from a parent to its child, or back, once per key. Nothing of the whole changes, and what a child received can only
 * come back. Throws an error at the field for more than may move, RULE_REFUSED where an account is not open, NOT_FOUND for a stranger's child.
 */
export async function moveFunds(scope: Scope<CustomerActor>, { key, ...input }: z.output<typeof MoveFunds>): Promise<z.output<typeof FundsMoved>> {
  return once(scope, { operation: "fund.move", key, input }, async (tx) => {
    const { childId, direction, amountFen } = input;
    await lockCashOf(tx, [scope.actor.customerId, (await childOf(tx, scope, childId)).child.id]);
    const { child, parent, link } = await childOf(tx, scope, childId);
    const isOpen = direction === "down" ? parent.state === "open" && ["open", "suspended"].includes(child.state) : child.state !== "closed";
    if (!isOpen) throw new AppError("RULE_REFUSED", { reasons: ["accountNotOpen"] });
    const { mostDownFen, mostBackFen } = await standingOf(tx, link);
    if (amountFen > (direction === "down" ? mostDownFen : mostBackFen)) throw fieldError("amountFen", "moveTooMuch");
    const moveId = await write(tx, scope, link, { direction, amountFen });
    await mailCustomer(tx, scope, childId, { ...worded(`fund.${direction}`, { amount: formatFen(amountFen), parent: link.parentName }), path: "/balance" });
    return { moveId };
  });
}

/** CH11, PC10: what a child that is being closed received goes back to its parent, as far as it has it, with the caller's transaction, which has the cash of both; nothing for nothing. */
export async function returnReceived(tx: Tx, scope: Scope, customerId: string): Promise<void> {
  const child = await tx.customer.findFirst({ where: { id: customerId }, select: withNames });
  if (!child?.parent || child.parentId === null || child.parent.state === "purged") return;
  const link = { parentId: child.parentId, customerId, provinceId: child.provinceId, parentName: child.parent.accountName, childName: nameOfAccount(child) };
  const { mostBackFen } = await standingOf(tx, link);
  if (mostBackFen > 0n) await write(tx, scope, link, { direction: "back", amountFen: mostBackFen });
}
