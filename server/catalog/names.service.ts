import { dbFor } from "../db";
import { PriceComponents } from "./catalog.schema";
import { OfferingEnglish, SpecificationEnglish } from "./english.schema";

const KEPT_MS = 60_000;
const kept = new Map<string, { until: number; names: Promise<Record<string, string>> }>();

/**
 * The English names of a platform's products, plans, price lines and units, by their Chinese ones, as far as staff wrote them: a company's rows keep the
 * names that they were sold under, in Chinese. Of what was ever on sale; a minute old at most.
 */
export function englishNames(platformId: string): Promise<Record<string, string>> {
  const known = kept.get(platformId);
  if (known && known.until > performance.now()) return known.names;
  const names = readNames(platformId);
  kept.set(platformId, { until: performance.now() + KEPT_MS, names });
  names.catch(() => kept.delete(platformId));
  return names;
}

async function readNames(platformId: string): Promise<Record<string, string>> {
  const names: Record<string, string> = {};
  const rows = await dbFor(platformId).productSpecification.findMany({
    where: { state: { in: ["launched", "retired", "obsolete"] } },
    select: { name: true, english: true, offerings: { select: { name: true, seatName: true, english: true, prices: { select: { components: true }, orderBy: { priceBookVersion: "desc" }, take: 1 } } } },
  });
  for (const { name, english, offerings } of rows) {
    const product = SpecificationEnglish.safeParse(english);
    if (product.success) names[name] = product.data.name;
    for (const offering of offerings) {
      const plan = OfferingEnglish.safeParse(offering.english);
      if (!plan.success) continue;
      names[offering.name] = plan.data.name;
      names[offering.seatName] = plan.data.seatName;
      const components = PriceComponents.safeParse(offering.prices[0]?.components ?? []);
      for (const component of components.success ? components.data : []) {
        const [line, unit] = [plan.data.prices[component.id], plan.data.unitNames[component.id]];
        if (line) names[component.name] = line;
        if (unit && component.unitName) names[component.unitName] = unit;
      }
    }
  }
  return names;
}
