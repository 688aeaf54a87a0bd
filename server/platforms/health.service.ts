import { dbFor } from "../db";
import { NATIONAL_SCOPE } from "./province.rules";

export type Readiness = { isReady: boolean; databaseMs: number | null; migration: string | null };

const within = <T>(work: Promise<T>, ms: number): Promise<T> => Promise.race([work, new Promise<never>((_, fail) => setTimeout(() => fail(new Error("timeout")), ms))]);

/** SY1: whether the database answers within half a second and which migration it stands at. */
export async function readiness(): Promise<Readiness> {
  const started = performance.now();
  try {
    const rows = await within(dbFor(NATIONAL_SCOPE).$queryRaw<{ name: string }[]>`select migration_name as name from "_prisma_migrations" where finished_at is not null order by migration_name desc limit 1`, 500);
    return { isReady: rows.length === 1, databaseMs: Math.round(performance.now() - started), migration: rows[0]?.name ?? null };
  } catch {
    return { isReady: false, databaseMs: null, migration: null };
  }
}
