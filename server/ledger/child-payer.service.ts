import type { z } from "zod";
import { lockAccounts } from "../accounts/account-lock.service";
import { recordAudit } from "../audit/audit.service";
import { payOpenFromCash } from "../billing/cash.service";
import { edgeAt } from "../changes/change.rules";
import type { Reader } from "../db";
import { businessDayOf, dateOf, dayOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { groupBy } from "../kernel/group";
import { mailCustomer } from "../notifications/customer-mail.service";
import { once } from "../platforms/idempotency.service";
import type { CustomerActor, Scope } from "../scope";
import { eachAlone, turns } from "../sweep";
import type { PayerView, ReadPayer, SetPayer } from "./child-payer.schema";
import { payerOf } from "./payer.service";
import { worded } from "../notifications/templates.rules";

const MOST_SHOWN = 24;

async function childOf(db: Reader, { actor }: Scope<CustomerActor>, childId: string) {
  const child = await db.customer.findFirst({ where: { id: childId, parentId: actor.customerId, state: { notIn: ["closed", "purged"] } }, select: { id: true, provinceId: true, parent: { select: { payType: true } } } });
  if (!child?.parent) throw new AppError("NOT_FOUND");
  return { ...child, parent: child.parent };
}

/** PC4, PC15: who pays for a child, now and from the next edge on, and every word that was said. Throws NOT_FOUND for anybody else's child. */
export async function readPayer(scope: Scope<CustomerActor>, { childId }: z.output<typeof ReadPayer>): Promise<PayerView> {
  const child = await childOf(scope.db, scope, childId);
  const today = businessDayOf(scope.now());
  const [payerId, words] = await Promise.all([
    payerOf(scope.db, childId, today),
    scope.db.childPayer.findMany({ where: { customerId: childId }, orderBy: [{ fromPeriod: "desc" }, { setAt: "desc" }], take: MOST_SHOWN, select: { isParent: true, fromPeriod: true, setAt: true, setByName: true } }),
  ]);
  const [latest] = words;
  const coming = latest && dayOf(latest.fromPeriod) > today && latest.isParent !== (payerId !== null) ? latest : null;
  return { isParentNow: payerId !== null, coming, isAfterUse: child.parent.payType === "postpaid", edgeOn: edgeAt(scope.now()), words };
}

/**
 * PC4: says who pays for a child from the next account period on, once per key; bills and months before keep their payer. A parent that
 * pays after use is billed for the child as for itself. Throws NOT_FOUND for anybody else's child.
 */
export async function setPayer(scope: Scope<CustomerActor>, { key, childId, isParent }: z.output<typeof SetPayer>): Promise<{ isDone: true }> {
  return once(scope, { operation: "childPayer.set", key, input: { childId, isParent } }, async (tx) => {
    // Whether it is still a child is asked while it can neither leave nor come.
    await lockAccounts(tx, scope.actor.customerId, [(await childOf(tx, scope, childId)).id]);
    const child = await childOf(tx, scope, childId);
    const edgeOn = edgeAt(scope.now());
    const before = await payerOf(tx, childId, edgeOn);
    if ((before !== null) === isParent) return { isDone: true } as const;
    const word = await tx.childPayer.create({ data: { parentId: scope.actor.customerId, customerId: childId, provinceId: child.provinceId, isParent, fromPeriod: dateOf(edgeOn), setAt: scope.now(), setByName: scope.actor.name }, select: { id: true } });
    await recordAudit(tx, scope, "childPayer.set", { kind: "childPayer", id: word.id }, { customerId: childId, provinceId: child.provinceId, before: { isParent: before !== null }, after: { isParent, fromPeriod: edgeOn } });
    await mailCustomer(tx, scope, childId, { ...worded("childPayer.set", { isByParent: isParent, isPrepaid: child.parent.payType !== "postpaid", fromOn: { day: edgeOn } }), path: "/balance" });
    return { isDone: true } as const;
  });
}

/** Accounts that stand alone by now and have an open bill that their parent of then is to pay. */
async function leftWithBills(scope: Scope): Promise<string[]> {
  const bills = await scope.db.customerBill.findMany({ where: { payerId: { not: null }, state: { in: ["sent", "partiallyPaid"] } }, distinct: ["customerId"], select: { customerId: true }, take: 1000 });
  return (await scope.db.customer.findMany({ where: { id: { in: bills.map(({ customerId }) => customerId) }, parentId: null }, select: { id: true } })).map(({ id }) => id);
}

const childrenATurn = turns("children-paid-for", 100);

/**
 * PC4, PC11, CH7: what a parent has to pay for its children is paid as soon as it has the cash, child by child: open bills that are its to
 * pay, also of one that has left since, and what stands still for arrears. Looks at some children a turn; returns how many.
 */
export async function payForChildren(scope: Scope): Promise<number> {
  const children = await scope.db.customer.findMany({ where: { id: childrenATurn.after(scope), OR: [{ parentId: { not: null } }, { id: { in: await leftWithBills(scope) } }] }, orderBy: { id: "asc" }, take: childrenATurn.size, select: { id: true } });
  const ids = children.map(({ id }) => id);
  childrenATurn.note(scope, ids);
  const [bills, stopped, words] = [
    await scope.db.customerBill.findMany({ where: { customerId: { in: ids }, payerId: { not: null }, state: { in: ["sent", "partiallyPaid"] } }, distinct: ["customerId", "payerId"], select: { customerId: true, payerId: true } }),
    await scope.db.product.findMany({ where: { customerId: { in: ids }, state: "suspended", paidTo: { not: null }, suspensions: { some: { cause: "arrears", liftedAt: null } } }, distinct: ["customerId"], select: { customerId: true } }),
    await scope.db.childPayer.findMany({ where: { customerId: { in: ids }, isParent: true }, distinct: ["customerId", "parentId"], select: { customerId: true, parentId: true } }),
  ];
  // One that left may have bills of its parent of then beside those of another.
  const payers = groupBy([...words, ...bills.map(({ customerId, payerId }) => ({ customerId, parentId: payerId ?? "" }))], ({ customerId }) => customerId);
  const wanting = [...new Set([...bills, ...stopped].map(({ customerId }) => customerId))].filter((id) => payers.has(id));
  const rich = new Set((await scope.db.ledgerAccount.findMany({ where: { kind: "prepaidCash", balanceFen: { gt: 0n }, customerId: { in: [...new Set([...payers.values()].flat().map(({ parentId }) => parentId))] } }, select: { customerId: true } })).map(({ customerId }) => customerId));
  const payable = wanting.filter((id) => payers.get(id)?.some(({ parentId }) => rich.has(parentId)));
  await eachAlone(scope, "payForChildren", payable, (customerId) => scope.transaction((tx) => payOpenFromCash(tx, scope, customerId)));
  return payable.length;
}
