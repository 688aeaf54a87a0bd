import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { canonicalJson } from "../audit/audit.rules";
import { sha256 } from "../crypto";
import type { Reader, Tx } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { businessDayOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import type { CustomerActor, Scope } from "../scope";
import { endAdministrations } from "../seats/administrator.service";
import { withdrawSeatsOf } from "../seats/seat.service";
import { lockAccounts } from "./account-lock.service";
import { endEmployee, signInsOf } from "./employee.service";
import { readImport, usersToCsv } from "./user.rules";
import type { CheckImport, ConfirmImport, CreateUser, EnterpriseUserView, ImportCheck, ImportRow, ListUsers, UpdateUser, UserFields, UserPage } from "./user.schema";

const PAGE = 25;
const mine = (scope: Scope<CustomerActor>) => ({ customerId: scope.actor.customerId, removedAt: null }) satisfies Prisma.EnterpriseUserWhereInput;
const fieldsOf = ({ employeeNumber, name, department, email, phone }: UserFields): UserFields => ({ employeeNumber, name, department, email, phone });

/** AI7: the company's users by employee number, found by any of their words. */
export async function listUsers(scope: Scope<CustomerActor>, { search, cursor }: z.output<typeof ListUsers>): Promise<z.output<typeof UserPage>> {
  const has = { contains: search, mode: "insensitive" } as const;
  const where: Prisma.EnterpriseUserWhereInput = { ...mine(scope), ...(search === "" ? {} : { OR: [{ name: has }, { employeeNumber: has }, { department: has }, { email: has }, { phone: has }] }) };
  const [rows, total] = await Promise.all([
    scope.db.enterpriseUser.findMany({ where, orderBy: [{ employeeNumber: "asc" }, { id: "asc" }], ...pageAfter(scope, PAGE, cursor) }),
    scope.db.enterpriseUser.count({ where }),
  ]);
  const { page, nextCursor } = pageOf(rows, PAGE);
  const signInOf = await signInsOf(scope.db, page.map(({ id }) => id));
  return { rows: page.map(({ id, createdAt, ...row }) => ({ id, createdAt, signIn: signInOf(id), ...fieldsOf(row) })), nextCursor, total };
}

export async function getUser(scope: Scope<CustomerActor>, { userId }: { userId: string }): Promise<EnterpriseUserView> {
  const row = await scope.db.enterpriseUser.findFirst({ where: { id: userId, ...mine(scope) } });
  if (!row) throw new AppError("NOT_FOUND");
  const signInOf = await signInsOf(scope.db, [userId]);
  return { id: row.id, createdAt: row.createdAt, signIn: signInOf(userId), ...fieldsOf(row) };
}

/** Ask under a lock of the account, so that an employee number cannot be given twice. */
async function refuseDouble(tx: Tx, scope: Scope<CustomerActor>, employeeNumber: string, exceptId: string | null): Promise<void> {
  const double = await tx.enterpriseUser.findFirst({ where: { ...mine(scope), employeeNumber, ...(exceptId ? { id: { not: exceptId } } : {}) }, select: { id: true } });
  if (double) throw fieldError("employeeNumber", "employeeNumberTaken");
}

/** Adds a user, once per key. Throws a field error for an employee number that somebody of the company has. */
export async function createUser(scope: Scope<CustomerActor>, { key, ...fields }: z.output<typeof CreateUser>): Promise<{ userId: string }> {
  return once(scope, { operation: "enterpriseUser.create", key, input: fields }, async (tx) => {
    await lockAccounts(tx, scope.actor.customerId);
    await refuseDouble(tx, scope, fields.employeeNumber, null);
    const row = await tx.enterpriseUser.create({ data: { ...fields, customerId: scope.actor.customerId, createdAt: scope.now() }, select: { id: true } });
    await recordAudit(tx, scope, "enterpriseUser.create", { kind: "enterpriseUser", id: row.id }, { customerId: scope.actor.customerId, after: fields });
    return { userId: row.id };
  });
}

export async function updateUser(scope: Scope<CustomerActor>, { userId, ...fields }: z.output<typeof UpdateUser>): Promise<{ userId: string }> {
  return scope.transaction(async (tx) => {
    await lockAccounts(tx, scope.actor.customerId);
    const before = await tx.enterpriseUser.findFirst({ where: { id: userId, ...mine(scope) } });
    if (!before) throw new AppError("NOT_FOUND");
    await refuseDouble(tx, scope, fields.employeeNumber, userId);
    await tx.enterpriseUser.updateMany({ where: { id: userId, ...mine(scope) }, data: fields });
    await recordAudit(tx, scope, "enterpriseUser.update", { kind: "enterpriseUser", id: userId }, { customerId: scope.actor.customerId, before: fieldsOf(before), after: fields });
    return { userId };
  });
}

/** Takes a user out of the company's list, and their seats back; the row stays for what it did. */
export async function removeUser(scope: Scope<CustomerActor>, { userId }: { userId: string }): Promise<{ isDone: true }> {
  return scope.transaction(async (tx) => {
    const removed = await tx.enterpriseUser.updateMany({ where: { id: userId, ...mine(scope) }, data: { removedAt: scope.now() } });
    if (removed.count === 0) throw new AppError("NOT_FOUND");
    await withdrawSeatsOf(tx, scope, userId);
    await endAdministrations(tx, scope, userId);
    await endEmployee(tx, scope, userId);
    await recordAudit(tx, scope, "enterpriseUser.remove", { kind: "enterpriseUser", id: userId }, { customerId: scope.actor.customerId });
    return { isDone: true } as const;
  });
}

type Planned = { check: ImportCheck; ids: Map<string, string> };

/** What an import would do, row by row, against the users as they are now. */
async function planImport(scope: Scope<CustomerActor>, db: Reader, csv: string): Promise<Planned> {
  const { problem, rows } = readImport(csv);
  if (problem) throw fieldError("csv", problem);
  const known = await db.enterpriseUser.findMany({ where: { ...mine(scope), employeeNumber: { in: rows.map(({ fields }) => fields.employeeNumber) } } });
  const byNumber = new Map(known.map((row) => [row.employeeNumber, row]));
  const planned = rows.map(({ lineNumber, fields, problems }): ImportRow => {
    const before = byNumber.get(fields.employeeNumber);
    const isSame = before !== undefined && canonicalJson(fieldsOf(before)) === canonicalJson(fields);
    return { lineNumber, fields, problems, outcome: Object.keys(problems).length > 0 ? "error" : before === undefined ? "create" : isSame ? "same" : "update" };
  });
  const count = (outcome: ImportRow["outcome"]) => planned.filter((row) => row.outcome === outcome).length;
  return {
    check: { rows: planned, counts: { create: count("create"), update: count("update"), same: count("same"), error: count("error") }, digest: sha256(canonicalJson(planned)) },
    ids: new Map(known.map((row) => [row.employeeNumber, row.id])),
  };
}

/** The dry run: nothing is written. Throws a field error at `csv` for a file that cannot be read. */
export async function checkImport(scope: Scope<CustomerActor>, { csv }: z.output<typeof CheckImport>): Promise<ImportCheck> {
  return (await planImport(scope, scope.db, csv)).check;
}

/** Writes what the dry run showed, all or nothing; rows with errors are left out. Throws CHANGED_MEANWHILE when it would now do something else. */
export async function confirmImport(scope: Scope<CustomerActor>, { key, csv, digest }: z.output<typeof ConfirmImport>): Promise<{ created: number; updated: number }> {
  return once(scope, { operation: "enterpriseUser.import", key, input: { digest, csv: sha256(csv) } }, async (tx) => {
    await lockAccounts(tx, scope.actor.customerId);
    const { check, ids } = await planImport(scope, tx, csv);
    if (check.digest !== digest) throw new AppError("CHANGED_MEANWHILE");
    const rowsTo = (outcome: ImportRow["outcome"]) => check.rows.filter((row) => row.outcome === outcome).map((row) => row.fields);
    const { customerId } = scope.actor;
    await tx.enterpriseUser.createMany({ data: rowsTo("create").map((fields) => ({ ...fields, customerId, createdAt: scope.now() })) });
    for (const { employeeNumber, ...fields } of rowsTo("update")) await tx.enterpriseUser.updateMany({ where: { id: ids.get(employeeNumber) ?? "", ...mine(scope) }, data: fields });
    const { create: created, update: updated } = check.counts;
    await recordAudit(tx, scope, "enterpriseUser.import", { kind: "customer", id: customerId }, { customerId, after: { created, updated, left: check.counts.error } });
    return { created, updated };
  });
}

/** Every user of the company as a CSV whose cells no spreadsheet runs (promise 43). */
export async function exportUsers(scope: Scope<CustomerActor>): Promise<{ fileName: string; csv: string }> {
  const rows = await scope.db.enterpriseUser.findMany({ where: mine(scope), orderBy: [{ employeeNumber: "asc" }, { id: "asc" }], take: 20_000 });
  return { fileName: `企业用户-${businessDayOf(scope.now())}.csv`, csv: usersToCsv(rows) };
}
