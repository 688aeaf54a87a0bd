import type { Prisma } from "../../generated/prisma/client";
import { componentsFromJson } from "../../catalog/price.rules";
import { productName } from "../../inventory/product.words";
import { nothing, flag, id, instant, ownId, text, word } from "../attribute.rules";
import { type Call, type Json, type Resource, hrefOf, tableOf } from "../resource";
import { accountRef, at, byAccount, byOffering, catalogIds, characteristic, companiesOf, customerParty, identified, moneyOf, onDay, refOf, soldAs } from "./parts";

const withAccounts = { applicationAccounts: { select: { name: true } } } satisfies Prisma.ProductInclude;
type ProductRow = Prisma.ProductGetPayload<{ include: typeof withAccounts }>;

/** Our states are TM Forum's own words. */
const productStates = { pendingActive: "pendingActive", active: "active", suspended: "suspended", pendingTerminate: "pendingTerminate", terminated: "terminated" };

/** What a product costs a month, and what its setting up cost, as it pays by now. */
function pricesOf({ monthlyFen, components }: ProductRow) {
  const isYearly = componentsFromJson(components).some(({ kind }) => kind === "yearly");
  return [{ name: isYearly ? "按月折算" : "月租费", priceType: "recurring", recurringChargePeriod: "month", price: { taxIncludedAmount: moneyOf(monthlyFen), "@type": "Price" }, "@type": "ProductPrice" }];
}

async function view(rows: ProductRow[], { scope }: Call): Promise<Json[]> {
  const [companies, sold] = await Promise.all([companiesOf(scope.db, rows.map(({ customerId }) => customerId)), catalogIds(scope.db, rows)]);
  return rows.map((row) => {
    const company = companies.get(row.customerId);
    const account = accountRef(company);
    const characteristics = [characteristic("seats", row.seats), characteristic("seatName", row.seatName), ...(row.businessId ? [characteristic("businessId", row.businessId)] : []), ...(row.tag ? [characteristic("tag", row.tag)] : []), ...row.applicationAccounts.map(({ name }) => characteristic("applicationAccount", name))];
    return {
      ...identified("637", "product", row.id), name: productName(row), status: row.state, isBundle: row.businessId === null && row.bundleId === null && row.specificationCode.startsWith("SOL"), isCustomerVisible: true,
      ...at("orderDate", row.createdAt), ...onDay("startDate", row.startedOn), ...onDay("terminationDate", row.endsOn),
      ...soldAs(row, sold), productCharacteristic: characteristics, productPrice: pricesOf(row), relatedParty: [customerParty(row.customerId, company)],
      productOrderItem: [{ orderItemId: row.orderItemId, productOrderId: row.orderId, productOrderHref: hrefOf("622", "productOrder", row.orderId), orderItemAction: "add", role: "product", "@type": "RelatedProductOrderItem", "@referredType": "ProductOrderItem" }],
      ...(account ? { billingAccount: account } : {}), ...(row.businessId ? { realizingService: [{ id: row.businessId, "@type": "ServiceRef", "@referredType": "Service" }] } : {}),
      ...(row.bundleId ? { productRelationship: [{ relationshipType: "isContainedIn", product: refOf("637", "product", row.bundleId), "@type": "ProductRelationship" }] } : {}),
      place: [{ id: row.provinceId, role: "province", "@type": "RelatedPlaceRefOrValue", "@referredType": "GeographicArea" }],
    };
  });
}

/** TMF637: what the platform's companies hold. */
export const inventoryResources: Resource[] = [
  tableOf<ProductRow>({
    name: "product",
    table: (db) => db.product,
    include: withAccounts,
    attributes: {
      id: ownId, status: word("state", productStates), orderDate: instant("createdAt"), isCustomerVisible: flag({}, nothing),
      "relatedParty.id": id("customerId"), "billingAccount.id": byAccount(), "productOffering.id": byOffering(text("offeringCode").where),
      "productOrderItem.productOrderId": id("orderId"), "productOrderItem.orderItemId": id("orderItemId"), "productRelationship.product.id": id("bundleId"),
    },
    view,
  }),
];
