import { mayReach } from "../platforms/province.rules";

export type ProblemFault = { field: "beganAt" | "expectedAt" | "provinceIds" | "specificationCodes"; code: string };
type Wanted = { beganAt: Date; expectedAt: Date | null; provinceIds: readonly string[]; specificationCodes: readonly string[] };
type Place = { now: Date; allowed: readonly string[]; mayAll: boolean; codes: readonly string[] };

/** A fault is told of when it is there; a clock that is a little ahead forgiven. */
const GRACE_MS = 5 * 60_000;

/** Every reason at its field why a problem cannot be opened so. */
export function problemFaults({ beganAt, expectedAt, provinceIds, specificationCodes }: Wanted, { now, allowed, mayAll, codes }: Place): ProblemFault[] {
  const faults: ProblemFault[] = [];
  if (beganAt.getTime() > now.getTime() + GRACE_MS) faults.push({ field: "beganAt", code: "problemNotYet" });
  if (expectedAt && expectedAt <= beganAt) faults.push({ field: "expectedAt", code: "endBeforeStart" });
  if (!mayReach(provinceIds, { allowed, mayAll })) faults.push({ field: "provinceIds", code: "provinceMissing" });
  if (specificationCodes.some((code) => !codes.includes(code))) faults.push({ field: "specificationCodes", code: "productMissing" });
  return faults;
}

/** How long a problem stands on the public page after it is over. */
export const SHOWN_AFTER_DAYS = 14;
