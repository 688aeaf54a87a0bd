import { offeringForOrder } from "../catalog/storefront.service";
import type { Discount } from "../catalog/discount.rules";
import { seatProblem, totalFen } from "../catalog/rating.rules";
import { firstYearFen, monthLines, openingLines } from "../catalog/tariff.rules";
import type { Reader } from "../db";
import { addDays, businessDayOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { type FactKind, factProblem } from "./order.rules";

export type Offering = NonNullable<Awaited<ReturnType<typeof offeringForOrder>>>;

/** The offering as it is sold in this province today, or was when an order was `isTaken`. Throws RULE_REFUSED with why it cannot be ordered (SC2, SC13). */
export async function sellable(db: Reader, offeringCode: string, provinceId: string, now: Date, isTaken = false): Promise<Offering> {
  const offering = await offeringForOrder(db, { offeringCode, provinceId, onDay: businessDayOf(now), isTaken });
  if (!offering) throw new AppError("RULE_REFUSED", { reasons: ["notSoldHere"] });
  return offering;
}

/** Every amount of an order with its discounts, by the one rating function. Throws a field error for seats off the rule (SC6). */
export function priced(offering: Pick<Offering, "components" | "firstPeriodRule" | "seatsMin" | "seatsMax" | "seatStep">, discounts: readonly Discount[], seats: number, now: Date, trialDays = 0) {
  const problem = seatProblem(offering, seats);
  if (problem) throw fieldError("seats", problem);
  const startOn = businessDayOf(now);
  // A trial costs nothing; what it would pay afterwards is shown as from the day after it (SC9).
  const paysFrom = addDays(startOn, trialDays);
  const tariff = { components: offering.components, discounts };
  const first = openingLines(tariff, seats, paysFrom, offering.firstPeriodRule);
  const month = monthLines(tariff, seats);
  return {
    startOn,
    paysFrom,
    first,
    month,
    firstBillFen: totalFen(first),
    monthlyFen: totalFen(month),
    firstYearFen: firstYearFen(tariff, seats, paysFrom, offering.firstPeriodRule),
    ceilingFen: trialDays > 0 ? 0n : totalFen(openingLines(tariff, seats, `${startOn.slice(0, 7)}-01`, offering.firstPeriodRule)),
  };
}

/** OR19: refuses missing or malformed facts, each at its field. */
export function checkFacts(needed: readonly FactKind[], facts: Partial<Record<FactKind, string>>): Record<string, string> {
  const problems = needed.flatMap((kind) => {
    const problem = factProblem(kind, facts[kind] ?? "");
    return problem ? [[`facts.${kind}`, problem] as const] : [];
  });
  if (problems.length > 0) throw new AppError("FIELDS_REFUSED", { fields: Object.fromEntries(problems) });
  return Object.fromEntries(needed.map((kind) => [kind, (facts[kind] ?? "").trim()]));
}
