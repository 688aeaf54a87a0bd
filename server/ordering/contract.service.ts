import type { z } from "zod";
import type { Reader } from "../db";
import { AppError } from "../kernel/errors";
import type { Scope } from "../scope";
import type { ContractView } from "./order.schema";

const newest = (now: Date) => ({ where: { validFrom: { lte: now } }, orderBy: { contractVersion: "desc" } }) as const;

/** OR14: the contract that an order agrees to now. */
export const contractInForce = (db: Reader, now: Date) => db.contractText.findFirstOrThrow(newest(now));

export const contractVersionInForce = async (db: Reader, now: Date): Promise<number> => (await db.contractText.findFirstOrThrow({ ...newest(now), select: { contractVersion: true } })).contractVersion;

/** OR14: a version of the contract as it was agreed to. */
export async function getContract(scope: Scope, { version }: { version: number }): Promise<z.output<typeof ContractView>> {
  const row = await scope.db.contractText.findFirst({ where: { contractVersion: version } });
  if (!row) throw new AppError("NOT_FOUND");
  return { version: row.contractVersion, title: row.title, body: row.body, validFrom: row.validFrom };
}
