import type { z } from "zod";
import type { Reader } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { AppError } from "../kernel/errors";
import type { Scope } from "../scope";
import type { ContractView } from "./order.schema";

/** Of the released texts that have begun and were not withdrawn, the one that began last; of two at one instant, the later released. */
const begun = (now: Date) => ({ validFrom: { lte: now }, withdrawnAt: null });
const newest = (now: Date) => ({ where: begun(now), orderBy: [{ validFrom: "desc" }, { contractVersion: "desc" }] }) satisfies Prisma.ContractTextFindFirstArgs;

/** OR14: the contract that an order agrees to now. */
export const contractInForce = (db: Reader, now: Date) => db.contractText.findFirstOrThrow(newest(now));

export const contractVersionInForce = async (db: Reader, now: Date): Promise<number> => (await db.contractText.findFirstOrThrow({ ...newest(now), select: { contractVersion: true } })).contractVersion;

/** OR14: what a company agreed to last, for what it asks for without agreeing to a text: a pause, an end, a closing. */
export async function agreedVersionOf(db: Reader, customerId: string, now: Date): Promise<number> {
  const last = await db.productOrder.findFirst({ where: { customerId, operation: { in: ["order", "change", "seats"] } }, orderBy: [{ createdAt: "desc" }, { id: "desc" }], select: { contractVersion: true } });
  return last?.contractVersion ?? contractVersionInForce(db, now);
}

/** OR14: a version of the contract as it was agreed to; one that has not begun is nobody's to read. */
export async function getContract(scope: Scope, { version }: { version: number }): Promise<z.output<typeof ContractView>> {
  const row = await scope.db.contractText.findFirst({ where: { contractVersion: version, ...begun(scope.now()) } });
  if (!row) throw new AppError("NOT_FOUND");
  return { version: row.contractVersion, title: row.title, body: row.body, validFrom: row.validFrom };
}
