import type { z } from "zod";
import { componentsFromJson } from "../catalog/price.rules";
import { usageLine } from "../catalog/rating.rules";
import type { Prisma } from "../generated/prisma/client";
import { type BusinessDay, accountPeriodOf, addDays, businessDayOf, dateOf, dayOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { type CustomerActor, type Scope, visibleTo } from "../scope";
import { filledDays, forecastUse, livedDays, meteredOf } from "./usage.rules";
import type { ListUsageUsers, ReadUsage, UsageUserPage, UsageView } from "./usage.schema";

const MONTHS = 13;
const PAGE = 20;

/** A metered product of the company with the component asked for. Throws NOT_FOUND for another's, and for one that is not paid by use. */
async function meteredProduct(scope: Scope<CustomerActor>, { productId, componentId }: { productId: string; componentId?: string | undefined }) {
  const product = await scope.db.product.findFirst({ where: { id: productId, ...visibleTo(scope.actor) }, include: { usageReading: true } });
  const metered = product ? meteredOf(componentsFromJson(product.components)) : [];
  const component = componentId ? metered.find(({ id }) => id === componentId) : metered[0];
  if (!product || !component) throw new AppError("NOT_FOUND");
  return { product, metered, component };
}

const between = ({ from, to }: { from: BusinessDay; to: BusinessDay }): Prisma.DateTimeFilter => ({ gte: dateOf(from), lt: dateOf(to) });

/** The month that is shown when none is asked for: the running one, or the last of a product that has ended. */
function lastPeriod({ endsOn }: { endsOn: Date | null }, today: BusinessDay) {
  return accountPeriodOf(endsOn && dayOf(endsOn) < today ? dayOf(endsOn) : today);
}

/** PR13: what a product used in a month, day by day, with what it includes, where it leads and what it costs by the one rating. */
export async function getUsage(scope: Scope<CustomerActor>, input: z.output<typeof ReadUsage>): Promise<z.output<typeof UsageView>> {
  const { product, metered, component } = await meteredProduct(scope, input);
  const today = businessDayOf(scope.now());
  const period = input.periodFrom ? accountPeriodOf(input.periodFrom) : lastPeriod(product, today);
  const [sums, byDay] = await Promise.all([
    scope.db.productUsage.findMany({ where: { productId: product.id, componentId: component.id }, orderBy: { periodFrom: "desc" }, take: MONTHS }),
    scope.db.productUsageDay.groupBy({ by: ["usedOn"], where: { productId: product.id, componentId: component.id, usedOn: between(period) }, _sum: { quantity: true }, orderBy: { usedOn: "asc" } }),
  ]);
  const days = byDay.map((row) => ({ usedOn: dayOf(row.usedOn), used: row._sum.quantity ?? 0 }));
  const life = product.startedOn && { startedOn: dayOf(product.startedOn), endsOn: product.endsOn && dayOf(product.endsOn) };
  const lived = life && livedDays(life, period);
  const used = days.reduce((sum, day) => sum + day.used, 0);
  const line = usageLine(component, used);
  const forecast = life && forecastUse(days, life, period, today);
  const sum = sums.find(({ periodFrom }) => dayOf(periodFrom) === period.from);
  const lastShown = lived && (lived.to <= today ? addDays(lived.to, -1) : today);
  return {
    specificationName: product.specificationName, offeringName: product.offeringName, components: metered.map(({ id, name }) => ({ id, name })),
    componentId: component.id, unitName: component.unitName ?? "", includedUnits: component.freeUnits, feeFen: component.feeFen,
    periodFrom: period.from, isRunning: period.from <= today && today < period.to, used, chargeFen: line.grossFen, formula: line.formula,
    lateUnits: sum && sum.billedTimes > 0 ? sum.used - sum.billedUsed : 0,
    forecast: forecast && { ...forecast, chargeFen: usageLine(component, forecast.units).grossFen },
    days: lived && lastShown ? filledDays(days, lived.from, lastShown) : [],
    periods: sums.map((row) => ({ periodFrom: dayOf(row.periodFrom), used: row.used, chargeFen: usageLine(component, row.used).grossFen })),
    readAt: product.usageReading?.readAt ?? null, isUnanswered: (product.usageReading?.failures ?? 0) > 0,
  };
}

/** PR13: who used how much in a month, the most first. */
export async function listUsageUsers(scope: Scope<CustomerActor>, { productId, componentId, periodFrom, after }: z.output<typeof ListUsageUsers>): Promise<z.output<typeof UsageUserPage>> {
  const { product, component } = await meteredProduct(scope, { productId, componentId });
  const [usedThere, nameThere] = after ? [Number(after.split(".", 1)[0]), after.slice(after.indexOf(".") + 1)] : [];
  const rows = await scope.db.productUsageDay.groupBy({
    by: ["userName"],
    where: { productId: product.id, componentId: component.id, usedOn: between(accountPeriodOf(periodFrom)) },
    _sum: { quantity: true },
    ...(usedThere === undefined || nameThere === undefined ? {} : { having: { OR: [{ quantity: { _sum: { lt: usedThere } } }, { quantity: { _sum: { equals: usedThere } }, userName: { gt: nameThere } }] } }),
    orderBy: [{ _sum: { quantity: "desc" } }, { userName: "asc" }],
    take: PAGE + 1,
  });
  const page = rows.slice(0, PAGE).map(({ userName, _sum }) => ({ userName, used: _sum.quantity ?? 0 }));
  const last = page.at(-1);
  return { rows: page, nextAfter: rows.length > PAGE && last ? `${last.used}.${last.userName}` : null };
}
