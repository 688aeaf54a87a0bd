import { recordAudit } from "../audit/audit.service";
import { env } from "../env";
import { AppError } from "../kernel/errors";
import { type Scope, type StaffActor, systemScope } from "../scope";
import { clockOffsetMs, forgetClock } from "./clock.service";
import { NATIONAL_SCOPE } from "./province.rules";

/** SY5: moves the demonstration's clock for everybody, with a record. Throws FORBIDDEN where the demo is off. */
export async function moveClock(scope: Scope<StaffActor>, { days, hours, reset }: { days: number; hours: number; reset: boolean }): Promise<{ offsetMs: number }> {
  if (env().DEMO !== "on") throw new AppError("FORBIDDEN");
  const before = await clockOffsetMs();
  const offsetMs = reset ? 0 : before + days * 86_400_000 + hours * 3_600_000;
  const national = { ...(await systemScope(NATIONAL_SCOPE)), actor: scope.actor, ip: scope.ip, requestId: scope.requestId };
  await national.transaction(async (tx) => {
    await tx.demoClock.create({ data: { offsetMs: BigInt(offsetMs), changedBy: scope.actor.name, changedAt: new Date() } });
    await recordAudit(tx, national, "clock.move", { kind: "demoClock", id: "ZX" }, { before: { offsetMs: before }, after: { offsetMs } });
  });
  forgetClock();
  return { offsetMs };
}
