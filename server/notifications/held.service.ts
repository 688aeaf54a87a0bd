import type { Tx } from "../db";
import { enqueue } from "../queue";
import type { Scope } from "../scope";
import { eachAlone, oneByOne } from "../sweep";
import { pageUrl } from "../platforms/page-url";
import { firstProvinceOf } from "../platforms/province.rules";
import { sendMail } from "./notification.service";
import { inBoth, joined, valueText } from "./template.rules";
import { worded } from "./templates.rules";

const A_TURN = 200;
/** Messages that a digest names; what is more stands in the notice centre. */
const MOST_NAMED = 50;

/** NT7: what waited for the end of quiet hours goes out, and what waited for a digest becomes one mail a reader. Safe to repeat and to run beside itself. Returns how many messages it looked at. */
export async function releaseHeld(scope: Scope): Promise<number> {
  const due = await scope.db.notification.findMany({ where: { heldUntil: { lte: scope.now() }, state: "held" }, orderBy: { heldUntil: "asc" }, take: A_TURN, select: { id: true, recipient: true, isForDigest: true } });
  await oneByOne(scope, due.filter(({ isForDigest }) => !isForDigest).map(({ id }) => id), (tx, id) => release(tx, scope, id));
  const digests = new Map(due.filter(({ isForDigest }) => isForDigest).map(({ id, recipient }) => [recipient, id] as const));
  const readers = new Map([...digests].map(([recipient, id]) => [id, recipient] as const));
  await eachAlone(scope, "releaseHeld", [...readers.keys()], (id) => scope.transaction((tx) => gather(tx, scope, readers.get(id) ?? "")));
  return due.length;
}

async function release(tx: Tx, scope: Scope, id: string): Promise<boolean> {
  const { count } = await tx.notification.updateMany({ where: { id, state: "held" }, data: { state: "waiting", heldUntil: null, nextAttemptAt: new Date() } });
  if (count === 1) await enqueue(tx, "notification.deliver", { platformId: scope.platformId, id });
  return count === 1;
}

/** One mail of all that waits for somebody's digest, each message in one digest alone. */
async function gather(tx: Tx, scope: Scope, recipient: string): Promise<void> {
  const rows = await tx.notification.updateManyAndReturn({ where: { recipient, state: "held", isForDigest: true, heldUntil: { lte: scope.now() } }, data: { state: "gathered", heldUntil: null }, select: { subject: true, createdAt: true, customerId: true } });
  if (rows.length === 0) return;
  rows.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  const customerIds = [...new Set(rows.map(({ customerId }) => customerId))];
  const account = await tx.customer.findFirst({ where: { id: { in: customerIds.filter((id) => id !== null) } }, orderBy: { id: "asc" }, select: { id: true, provinceId: true } });
  const named = rows.slice(0, MOST_NAMED).map(({ subject, createdAt }) => inBoth((language) => `${valueText({ at: createdAt.toISOString() }, language)}　${subject}`));
  await sendMail(tx, scope, {
    ...worded("digest.daily", { count: String(rows.length), list: joined(named, "lines"), isMore: rows.length > MOST_NAMED, rest: String(rows.length - MOST_NAMED) }), recipient, greets: "",
    url: pageUrl(account?.provinceId ?? firstProvinceOf(scope.platformId), "/account/notices"), ...(account && customerIds.length === 1 ? { customerId: account.id } : {}),
  });
}
