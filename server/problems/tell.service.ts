import type { Prisma, ServiceProblem } from "../generated/prisma/client";
import { contactFields, mailCustomer } from "../notifications/customer-mail.service";
import { worded } from "../notifications/templates.rules";
import type { Scope } from "../scope";
import { eachAlone } from "../sweep";

/** Products looked through in one transaction, and problems in one turn. */
const BATCH = 100;
const PROBLEMS = 5;

/** Problems of which somebody who has a product is still to be told. */
const untold: Prisma.ServiceProblemWhereInput = { OR: [{ isToldBegun: false }, { state: "resolved", isToldResolved: false }] };

/**
 * TK9: tells whoever has a product of a problem that it began, and afterwards that it is over, batch by batch with the place up to which it
 * went: a worker that dies, or works beside another, tells no company twice. Of a problem that is over before anybody was told, only those
 * told of its beginning are told of its end.
 */
export async function tellOfProblems(scope: Scope): Promise<void> {
  const open = await scope.db.serviceProblem.findMany({ where: untold, orderBy: { beganAt: "asc" }, take: PROBLEMS, select: { id: true } });
  await eachAlone(scope, "tellOfProblems", open.map(({ id }) => id), async (id) => {
    while (await tellBatch(scope, id));
  });
}

async function tellBatch(scope: Scope, id: string): Promise<boolean> {
  const problem = await scope.db.serviceProblem.findFirst({ where: { id, ...untold } });
  if (!problem) return false;
  if (problem.state === "resolved" && !problem.isToldBegun) {
    // Over before everybody was told: nobody more is worried with it.
    await scope.db.serviceProblem.updateMany({ where: { id, isToldBegun: false }, data: { isToldBegun: true } });
    return true;
  }
  const isEnd = problem.isToldBegun;
  const after = isEnd ? problem.toldResolved : problem.toldBegun;
  const products = await scope.db.product.findMany({
    where: { specificationCode: { in: problem.specificationCodes }, state: { in: ["active", "suspended", "pendingTerminate"] }, ...(problem.provinceIds.length > 0 ? { provinceId: { in: problem.provinceIds } } : {}), ...(after ? { id: { gt: after } } : {}) },
    orderBy: { id: "asc" }, take: BATCH, select: { id: true, customerId: true },
  });
  const isLast = products.length < BATCH;
  const place = products.at(-1)?.id ?? after;
  await scope.transaction(async (tx) => {
    const moved = await tx.serviceProblem.updateMany({ where: { id, isToldBegun: isEnd, ...(isEnd ? { toldResolved: after } : { toldBegun: after }) }, data: isEnd ? { toldResolved: place, isToldResolved: isLast } : { toldBegun: place, isToldBegun: isLast } });
    if (moved.count === 0) return;
    const told = isEnd ? new Set((await tx.serviceProblemTold.findMany({ where: { problemId: id, isEnd: false, customerId: { in: products.map(({ customerId }) => customerId) } }, select: { customerId: true } })).map(({ customerId }) => customerId)) : null;
    const wanted = [...new Set(products.map(({ customerId }) => customerId))].filter((customerId) => !told || told.has(customerId));
    const fresh = await tx.serviceProblemTold.createManyAndReturn({ data: wanted.map((customerId) => ({ problemId: id, customerId, isEnd, at: scope.now() })), skipDuplicates: true, select: { customerId: true } });
    const contacts = await tx.customer.findMany({ where: { id: { in: fresh.map(({ customerId }) => customerId) } }, select: contactFields });
    for (const contact of contacts) await mailCustomer(tx, scope, contact, { ...wordsOf(problem, isEnd), path: "/tickets", isUrgent: problem.priority === "p1" });
    if (!isEnd && contacts.length > 0) await tx.serviceProblem.updateMany({ where: { id }, data: { told: { increment: contacts.length } } });
  });
  return !isLast;
}

function wordsOf({ title, beganAt, expectedAt, resolvedAt }: ServiceProblem, isEnd: boolean) {
  const at = (instant: Date | null) => (instant ? { at: instant.toISOString() } : "");
  return isEnd
    ? worded("problem.resolved", { title, at: at(resolvedAt) })
    : worded("problem.begun", { title, at: at(beganAt), expected: at(expectedAt), isExpected: expectedAt !== null });
}
