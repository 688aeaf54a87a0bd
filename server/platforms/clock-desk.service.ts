import { recordAudit } from "../audit/audit.service";
import { env } from "../env";
import { AppError } from "../kernel/errors";
import { type PartnerActor, type Scope, type StaffActor, systemScope } from "../scope";
import { clockOffsetMs, clockScopeOf, forgetClock } from "./clock.service";
import { SANDBOX_PLATFORM } from "./province.rules";

type ClockMove = { days: number; hours: number; reset: boolean };

/**
 * SY5, IN9: moves a clock, with a record: the country's for everybody, or the sandbox's for whoever works there. Throws FORBIDDEN
 * where the demo is off: a clock of business is never moved in production.
 */
async function turn(actor: Scope<StaffActor | PartnerActor>, platformId: string, { days, hours, reset }: ClockMove): Promise<{ offsetMs: number }> {
  if (env().DEMO !== "on") throw new AppError("FORBIDDEN");
  const scopeId = clockScopeOf(platformId);
  const before = await clockOffsetMs(scopeId);
  const offsetMs = reset ? 0 : before + days * 86_400_000 + hours * 3_600_000;
  const own = { ...(await systemScope(scopeId)), actor: actor.actor, ip: actor.ip, requestId: actor.requestId };
  await own.transaction(async (tx) => {
    await tx.demoClock.create({ data: { offsetMs: BigInt(offsetMs), changedBy: actor.actor.name, changedAt: new Date() } });
    await recordAudit(tx, own, "clock.move", { kind: "demoClock", id: scopeId }, { before: { offsetMs: before }, after: { offsetMs } });
  });
  forgetClock();
  return { offsetMs };
}

/** SY5: staff move the clock of the duty's platform. */
export const moveClock = (scope: Scope<StaffActor>, move: ClockMove) => turn(scope, scope.platformId, move);

/** IN9: a partner moves the sandbox's clock, and no other. */
export const moveSandboxClock = (scope: Scope<PartnerActor>, move: ClockMove) => turn(scope, SANDBOX_PLATFORM, move);
