import { componentsFromJson } from "../../catalog/price.rules";
import type { PlanKind, PriceComponent } from "../../catalog/price.schema";
import type { Prisma, ProductSpecification } from "../../generated/prisma/client";
import type { CatalogState, ProductClass } from "../../generated/prisma/enums";
import { businessDayOf, dateOf } from "../../kernel/calendar";
import { type Attribute, type Where, day, flag, id, instant, isId, ownId, text, whole, word, words } from "../attribute.rules";
import { TmfError } from "../error.rules";
import { type Call, type Json, type Resource, fixedOf, hrefOf, tableOf } from "../resource";
import { identified, moneyOf, onDay, refOf } from "./parts";

/** SID's words for the life of a catalogue's things. */
const lifecycle: Record<CatalogState, string> = { inStudy: "In study", inDesign: "In design", inTest: "In test", active: "Active", launched: "Launched", retired: "Retired", obsolete: "Obsolete" };

const classNames: Record<ProductClass, string> = { internalApplication: "内部应用", externalApplication: "外部应用", basicCommunication: "基础通信", valueAddedCommunication: "增值通信" };
const SOLUTIONS = "solution";
/** When the shape of the catalogue itself was last changed. */
const SHAPED_AT = "2026-11-27T00:00:00.000Z";

const catalogId = ({ scope }: Call) => `catalog-${scope.platformId.toLowerCase()}`;
const categoryName = (category: string) => (category === SOLUTIONS ? "行业方案" : classNames[category as ProductClass]);
const categoryRef = (category: string) => refOf("620", "category", category, categoryName(category));
const categories = [...Object.keys(classNames), SOLUTIONS];
const categoryOf = ({ industry, productClass }: { industry: string | null; productClass: ProductClass }) => (industry ? SOLUTIONS : productClass);

const catalogs = fixedOf({
  name: "catalog",
  searchable: ["id", "href", "name", "catalogType", "lifecycleStatus", "lastUpdate", "description", "version"],
  all: (call) => [{ ...identified("620", "catalog", catalogId(call)), name: "宽带商务产品目录", description: "面向中小企业的标准产品", catalogType: "ProductCatalog", version: "1.0", lifecycleStatus: "Active", lastUpdate: SHAPED_AT, category: categories.map(categoryRef) }],
});

const categoryResource = fixedOf({
  name: "category",
  searchable: ["id", "href", "name", "isRoot", "lifecycleStatus", "lastUpdate", "version"],
  all: () => categories.map((category) => ({ ...identified("620", "category", category), name: categoryName(category), isRoot: true, version: "1.0", lifecycleStatus: "Active", lastUpdate: SHAPED_AT })),
});

function specificationView({ id: key, name, summary, code, state, updatedAt, industry, openFacts, providerPartnerId, providerName }: ProductSpecification): Json {
  return {
    ...identified("620", "productSpecification", key), name, description: summary, brand: "宽带商务", productNumber: code, isBundle: industry !== null, version: "1.0", lifecycleStatus: lifecycle[state], lastUpdate: updatedAt.toISOString(),
    // What an order must say before the product can be opened.
    productSpecCharacteristic: openFacts.map((fact) => ({ id: fact, name: fact, valueType: "string", configurable: true, minCardinality: 1, maxCardinality: 1, "@type": "ProductSpecificationCharacteristic" })),
    ...(providerPartnerId ? { relatedParty: [{ id: providerPartnerId, name: providerName, role: "provider", "@type": "RelatedParty", "@referredType": "Organization" }] } : {}),
  };
}

const specifications = tableOf<ProductSpecification>({
  name: "productSpecification",
  table: (db) => db.productSpecification,
  attributes: { id: ownId, name: text("name"), description: text("summary"), productNumber: text("code"), lifecycleStatus: word("state", lifecycle), lastUpdate: instant("updatedAt"), isBundle: flag({ industry: { not: null } }, { industry: null }), "relatedParty.id": text("providerPartnerId") },
  view: (rows) => rows.map(specificationView),
});

const isSold: Where = { specification: { state: "launched", salesStoppedAt: null } };
const notSold: Where = { NOT: isSold };
const offeringState = ({ state, salesStoppedAt }: Pick<ProductSpecification, "state" | "salesStoppedAt">) => (state === "launched" && salesStoppedAt ? "Retired" : lifecycle[state]);
const offeringStates: Record<string, Where> = {
  ...Object.fromEntries(Object.entries(lifecycle).map(([state, said]) => [said, { specification: { state } }])),
  Launched: isSold, Retired: { specification: { OR: [{ state: "retired" }, { state: "launched", salesStoppedAt: { not: null } }] } },
};

const withPrices = { specification: true, prices: { where: { isOnSale: true }, orderBy: { validFrom: "asc" } }, parts: { orderBy: [{ sort: "asc" }, { id: "asc" }], include: { part: { include: { specification: { select: { state: true, salesStoppedAt: true } } } } } } } satisfies Prisma.ProductOfferingInclude;
type OfferingRow = Prisma.ProductOfferingGetPayload<{ include: typeof withPrices }>;

function offeringView(row: OfferingRow, { scope }: Call): Json {
  const { specification } = row;
  const today = dateOf(businessDayOf(scope.now()));
  const provinces = scope.actor.provinces;
  const prices = row.prices.filter(({ provinceId, validTo }) => (validTo === null || validTo > today) && (provinces.length === 0 || provinces.includes(provinceId)));
  const category = categoryOf(specification);
  return {
    ...identified("620", "productOffering", row.id), name: `${specification.name} ${row.name}`, description: row.summary, version: "1.0", isBundle: row.isBundle, isSellable: specification.state === "launched" && specification.salesStoppedAt === null,
    lifecycleStatus: offeringState(specification), lastUpdate: specification.updatedAt.toISOString(), category: [categoryRef(category)],
    ...(row.isBundle
      ? { bundledProductOffering: row.parts.map(({ part, isOptional, seats }) => ({ id: part.id, href: hrefOf("620", "productOffering", part.id), name: part.name, lifecycleStatus: offeringState(part.specification), bundledProductOfferingOption: { numberRelOfferLowerLimit: isOptional ? 0 : 1, numberRelOfferUpperLimit: 1, numberRelOfferDefault: 1 }, seats, "@type": "BundledProductOffering" })) }
      : {}),
    productSpecification: refOf("620", "productSpecification", specification.id, specification.name),
    productOfferingPrice: prices.map((price) => ({ ...refOf("620", "productOfferingPrice", price.id, row.name), "@type": "ProductOfferingPriceRef" })),
    prodSpecCharValueUse: [characteristicUse("seats", row.seatsMin, row.seatsMax), ...(row.trialDays > 0 ? [characteristicUse("trialDays", row.trialDays, row.trialDays)] : [])],
  };
}

/** How many may be ordered, as a characteristic with its bounds. */
function characteristicUse(name: string, least: number, most: number) {
  return { name, valueType: "number", productSpecCharacteristicValue: [{ valueType: "number", valueFrom: least, valueTo: most, "@type": "CharacteristicValueSpecification" }], "@type": "ProductSpecificationCharacteristicValueUse" };
}

/** An offering's name is its product's and its own; a searched one is tried at each blank. */
const offeringName: Attribute = {
  where: (operator, values) => {
    if (operator !== "eq") throw new TmfError("28", "the name of an offering is compared as a whole");
    return { OR: values.flatMap((value) => value.split(" ").flatMap((_, n, all) => (n === 0 ? [] : [{ specification: { name: all.slice(0, n).join(" ") }, name: all.slice(n).join(" ") }]))) };
  },
  orderBy: (direction) => ({ specification: { name: direction } }),
};

const offerings = tableOf<OfferingRow>({
  name: "productOffering",
  table: (db) => db.productOffering,
  include: withPrices,
  attributes: {
    id: ownId, name: offeringName, description: text("summary"), isBundle: flag({ isBundle: true }, { isBundle: false }), isSellable: flag(isSold, notSold), lifecycleStatus: words(offeringStates), lastUpdate: instant("specification.updatedAt"),
    "productSpecification.id": id("specificationId"), "productSpecification.name": text("specification.name"), "category.id": words({ ...Object.fromEntries(Object.keys(classNames).map((name) => [name, { specification: { productClass: name, industry: null } }])), [SOLUTIONS]: { specification: { industry: { not: null } } } }),
    "productOfferingPrice.id": id("prices.some.id"), "bundledProductOffering.id": id("parts.some.partId"),
  },
  view: (rows, call) => rows.map((row) => offeringView(row, call)),
});

/** How a kind of price is called outside, and over which period it recurs. */
const kinds: Record<PlanKind, { priceType: string; recurringChargePeriodType?: string; recurringChargePeriodLength?: number }> = {
  monthly: { priceType: "recurring", recurringChargePeriodType: "month", recurringChargePeriodLength: 1 }, seat: { priceType: "recurring", recurringChargePeriodType: "month", recurringChargePeriodLength: 1 },
  graduated: { priceType: "recurring", recurringChargePeriodType: "month", recurringChargePeriodLength: 1 }, volume: { priceType: "recurring", recurringChargePeriodType: "month", recurringChargePeriodLength: 1 }, bundle: { priceType: "recurring", recurringChargePeriodType: "month", recurringChargePeriodLength: 1 },
  yearly: { priceType: "recurring", recurringChargePeriodType: "year", recurringChargePeriodLength: 1 }, usage: { priceType: "usage" }, oneTime: { priceType: "oneTime" },
};

const withOffering = { offering: { select: { id: true, name: true, seatName: true, isBundle: true, specification: { select: { updatedAt: true } } } } } satisfies Prisma.ProductOfferingPriceInclude;
type PriceRow = Prisma.ProductOfferingPriceGetPayload<{ include: typeof withOffering }>;
const childId = (row: PriceRow, component: PriceComponent) => `${row.id}-${component.id}`;

/** One component's price. Bands, which TM Forum has no field for, are said in words. */
function componentView({ kind, feeFen, bands, freeUnits, unitName, taxRateBp, name }: PriceComponent, { offering }: PriceRow) {
  const first = bands[0]?.feeFen ?? feeFen;
  const bandWords = bands.map(({ upTo, feeFen: fen }) => `${upTo === null ? "以上" : `至 ${upTo}`}: ${moneyOf(fen).value}`).join("; ");
  const units = unitName ?? (kind === "seat" || bands.length > 0 ? offering.seatName : "");
  return {
    name, ...kinds[kind], price: moneyOf(first), ...(units ? { unitOfMeasure: { amount: 1, units } } : {}),
    tax: [{ taxCategory: "VAT", taxRate: taxRateBp / 10_000, "@type": "TaxItem" }],
    ...(bandWords || freeUnits > 0 ? { pricingLogicAlgorithm: [{ id: kind, name: kind, description: [bandWords, freeUnits > 0 ? `含 ${freeUnits}` : ""].filter(Boolean).join("; "), "@type": "PricingLogicAlgorithm" }] } : {}),
  };
}

function priceViews(row: PriceRow): { whole: Json; parts: Json[] } {
  const components = componentsFromJson(row.components);
  const common = {
    version: String(row.priceBookVersion), lifecycleStatus: row.isOnSale ? "Launched" : "In design", lastUpdate: row.offering.specification.updatedAt.toISOString(),
    place: [{ id: row.provinceId, "@type": "PlaceRef", "@referredType": "GeographicArea" }], validFor: { ...onDay("startDateTime", row.validFrom), ...onDay("endDateTime", row.validTo) },
  };
  const [first] = components;
  const own = identified("620", "productOfferingPrice", row.id);
  if (first && components.length === 1) return { whole: { ...own, ...common, isBundle: false, ...componentView(first, row), description: first.name, name: row.offering.name }, parts: [] };
  const parts = components.map((component) => ({ ...identified("620", "productOfferingPrice", childId(row, component)), ...common, isBundle: false, ...componentView(component, row) }));
  const whole = { ...own, ...common, name: row.offering.name, isBundle: true, bundledPopRelationship: parts.map((part) => ({ id: part.id, href: part.href, name: part.name, "@type": "BundledProductOfferingPriceRelationship" })) };
  return { whole, parts };
}

const priceTable = tableOf<PriceRow>({
  name: "productOfferingPrice",
  table: (db) => db.productOfferingPrice,
  include: withOffering,
  attributes: { id: ownId, name: text("offering.name"), version: whole("priceBookVersion"), lifecycleStatus: words({ Launched: { isOnSale: true }, "In design": { isOnSale: false } }), lastUpdate: instant("offering.specification.updatedAt"), "place.id": text("provinceId"), "validFor.startDateTime": day("validFrom"), "validFor.endDateTime": day("validTo") },
  view: (rows) => rows.map((row) => priceViews(row).whole),
});

/** A price of several components is a bundle; each component has an id of its own, made of the price's and its name. */
const prices: Resource = {
  ...priceTable,
  async byId(call, key) {
    const parent = key.slice(0, 36);
    if (key.length <= 37 || !isId(parent)) return priceTable.byId(call, key);
    const row = await call.scope.db.productOfferingPrice.findFirst({ where: { id: parent }, include: withOffering });
    return row ? (priceViews(row).parts.find((part) => part.id === key) ?? null) : null;
  },
};

/** TMF620: the catalogue as it is sold on the platform. */
export const catalogResources: Resource[] = [catalogs, categoryResource, specifications, offerings, prices];
