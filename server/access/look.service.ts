import type { z } from "zod";
import { accountNamesFor } from "../accounts/visible-account.service";
import type { Tx } from "../db";
import type { LookKind } from "../generated/prisma/enums";
import { pageAfter, pageOf } from "../paging";
import { type CustomerActor, type PartnerActor, type Scope, type StaffActor, visibleAccount } from "../scope";
import { kindsOfGroup, windowOf } from "./look.rules";
import type { Because, ListLooks, LookPage } from "./look.schema";

/** `subject` names what was looked at for people, `subjectId` for machines. */
export type Look = { kind: LookKind; customerId: string | null; openingId?: string | null; provinceId: string; subjectId: string; subject: string; fields?: readonly string[]; because?: z.output<typeof Because> };
type Looker = Scope<StaffActor> | Scope<PartnerActor>;

const rowOf = ({ actor, now }: Looker, { kind, customerId, openingId = null, provinceId, subjectId, subject, fields = [], because }: Look, byOrganization: string) => ({
  kind, customerId, openingId, provinceId, subjectId, subject, fields: [...fields], byOrganization,
  realm: actor.kind, byId: actor.id, byName: actor.name, byRoles: [...actor.roles], at: now(),
  reason: because?.reason ?? null, reasonText: because?.text ?? "", ticketNumber: because?.ticketNumber ?? "",
});

/** DP6: keeps each of these looks, in the caller's transaction. */
export async function keepLook(tx: Tx, scope: Scope<StaffActor>, look: Look): Promise<void> {
  await tx.dataLook.create({ data: rowOf(scope, look, "") });
}

/**
 * DP6: keeps a look at pages before they are shown; the same page by the same person counts once in half an hour. What cannot be kept is
 * not shown: it throws.
 */
export async function noteLooks(scope: Looker, looks: readonly Look[], byOrganization = ""): Promise<void> {
  if (looks.length === 0) return;
  const windowFrom = windowOf(scope.now());
  await scope.db.dataLook.createMany({ data: looks.map((look) => ({ ...rowOf(scope, look, byOrganization), windowFrom })), skipDuplicates: true });
}

/** The same for one page, by whoever reads it: a company's own people leave none. */
export async function noteLook(scope: Scope, look: Look): Promise<void> {
  if (scope.actor.kind === "staff") await noteLooks(scope as Scope<StaffActor>, [look]);
}

/** DP6: the same where staff read of a company what is no page of its own, such as its payments. */
export async function noteCustomerLook(scope: Scope, customerId: string): Promise<void> {
  if (scope.actor.kind !== "staff") return;
  const customer = await scope.db.customer.findFirst({ where: { id: customerId }, select: { provinceId: true, accountName: true } });
  if (customer) await noteLook(scope, { kind: "customerPage", customerId, provinceId: customer.provinceId, subjectId: customerId, subject: customer.accountName });
}

/** DP6: keeps that staff took a file out, each time; a company's own people leave none. */
export async function noteFile(scope: Scope, look: Look): Promise<void> {
  if (scope.actor.kind === "staff") await scope.transaction((tx) => keepLook(tx, scope as Scope<StaffActor>, look));
}

/** An application becomes an account: who looked at the one has looked at the other. */
export async function claimLooks(tx: Tx, { openingId, customerId }: { openingId: string; customerId: string }): Promise<void> {
  await tx.dataLook.updateMany({ where: { openingId, customerId: null }, data: { customerId } });
}

const PAGE = 30;

/** DP6: who of the operator and its partners looked at the company's data, and its children's, newest first. */
export async function listLooks(scope: Scope<CustomerActor>, { group, accountId, cursor }: z.output<typeof ListLooks>): Promise<z.output<typeof LookPage>> {
  const rows = await scope.db.dataLook.findMany({ where: { ...visibleAccount(scope.actor, accountId), ...(group ? { kind: { in: [...kindsOfGroup[group]] } } : {}) }, orderBy: { id: "desc" }, ...pageAfter(scope, PAGE, cursor) });
  const { page, nextCursor } = pageOf(rows, PAGE);
  const nameOf = await accountNamesFor(scope, page.flatMap(({ customerId }) => customerId ?? []));
  return {
    rows: page.map(({ id, at, realm, byName, byRoles, byOrganization, kind, subject, fields, reason, reasonText, ticketNumber, customerId }) => ({ id, at, realm, byName, byRoles, byOrganization, kind, subject, fields, reason, reasonText, ticketNumber, accountName: nameOf(customerId ?? "") })),
    nextCursor,
  };
}
