import { addDays, businessDayOf, dateOf } from "../kernel/calendar";
import type { Scope, StaffActor } from "../scope";
import { type RetentionStep, retentionStepNames } from "./retention.rules";
import type { RetentionBoard } from "./privacy.schema";

const DAYS = 30;

/** DP2: what was deleted and masked on the platform in the last thirty days, and when each step last came to its end. */
export async function retentionBoard(scope: Scope<StaffActor>): Promise<RetentionBoard> {
  const today = businessDayOf(scope.now());
  const rows = await scope.db.retentionRun.findMany({ where: { onDay: { gt: dateOf(addDays(today, -DAYS)) } }, orderBy: [{ onDay: "desc" }, { id: "asc" }], select: { step: true, onDay: true, endedAt: true, rows: true } });
  const days = [...new Set(rows.map(({ onDay }) => onDay.getTime()))].map((day) => {
    const own = rows.filter(({ onDay }) => onDay.getTime() === day);
    return { onDay: new Date(day), steps: retentionStepNames.length, done: own.filter(({ endedAt }) => endedAt !== null).length, rows: own.reduce((sum, row) => sum + row.rows, 0) };
  });
  const yesterday = dateOf(addDays(today, -1));
  const steps = retentionStepNames.map((step: RetentionStep) => {
    const last = rows.find((row) => row.step === step && row.endedAt !== null);
    return { step, lastAt: last?.endedAt ?? null, lastRows: last?.rows ?? 0, isLate: rows.length > 0 && (!last || last.onDay < yesterday) };
  });
  return { days, steps };
}
