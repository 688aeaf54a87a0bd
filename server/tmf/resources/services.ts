import type { ServiceOrder } from "../../generated/prisma/client";
import type { ServiceOperation, ServiceOrderState } from "../../generated/prisma/enums";
import { id, instant, ownId, text, word } from "../attribute.rules";
import { type Call, type Json, type Resource, tableOf } from "../resource";
import { at, characteristic, companiesOf, customerParty, identified, refOf } from "./parts";

const orderStates = Object.fromEntries((["acknowledged", "inProgress", "pending", "completed", "failed", "cancelled"] satisfies ServiceOrderState[]).map((state) => [state, state]));
const actions: Record<ServiceOperation, "add" | "modify" | "delete"> = { open: "add", change: "modify", suspend: "modify", resume: "modify", cancel: "delete", seats: "modify", erase: "delete", assignSeat: "modify", withdrawSeat: "modify", administrator: "modify" };
const names: Record<ServiceOperation, string> = { open: "开通", change: "变更", suspend: "暂停", resume: "恢复", cancel: "注销", seats: "调整数量", erase: "删除数据", assignSeat: "分配席位", withdrawSeat: "收回席位", administrator: "更换业务管理员" };

/** How the service stands once the line is done, or waits while it is not. */
function serviceState({ state, operation }: ServiceOrder): string {
  if (state !== "completed") return operation === "open" ? "reserved" : "active";
  return operation === "cancel" || operation === "erase" ? "terminated" : operation === "suspend" ? "inactive" : "active";
}

async function view(rows: ServiceOrder[], { scope }: Call): Promise<Json[]> {
  const [companies, items] = await Promise.all([
    companiesOf(scope.db, rows.map(({ customerId }) => customerId)),
    scope.db.productOrderItem.findMany({ where: { id: { in: rows.map(({ orderItemId }) => orderItemId) } }, select: { id: true, specificationCode: true, specificationName: true, offeringName: true, seats: true } }),
  ]);
  const providers = await scope.db.productSpecification.findMany({ where: { code: { in: items.map(({ specificationCode }) => specificationCode) } }, select: { code: true, providerName: true, providerPartnerId: true } });
  return rows.map((row) => {
    const item = items.find((one) => one.id === row.orderItemId);
    const provider = providers.find(({ code }) => code === item?.specificationCode);
    const party = { ...customerParty(row.customerId, companies.get(row.customerId)) };
    const hasProblem = row.state === "failed" || (row.state === "pending" && row.lastAnswer !== null);
    return {
      ...identified("641", "serviceOrder", row.id), externalId: row.requestKey, category: row.operation, description: `${names[row.operation]} ${item?.specificationName ?? ""}`.trim(), priority: "4", state: row.state, orderDate: row.createdAt.toISOString(), expectedCompletionDate: row.deadlineAt.toISOString(),
      ...at("startDate", row.takenUpAt), ...at("completionDate", row.completedAt),
      relatedParty: [party, ...(provider?.providerPartnerId ? [{ id: provider.providerPartnerId, name: provider.providerName, role: "applicationProvider", "@type": "RelatedParty", "@referredType": "Organization" }] : [])],
      externalReference: [{ id: row.orderId, name: row.orderId, externalReferenceType: "productOrder", "@type": "ExternalReference" }],
      ...(hasProblem ? { errorMessage: [{ code: "provider", reason: "the application provider did not open it", message: row.lastAnswer ?? "", ...at("timestamp", row.lastAnswerAt), "@type": "ServiceOrderErrorMessage" }] } : {}),
      serviceOrderItem: [{
        id: row.orderItemId, action: actions[row.operation], quantity: 1, state: row.state, "@type": "ServiceOrderItem",
        service: { ...(row.businessId ? { id: row.businessId } : {}), name: item ? `${item.specificationName} ${item.offeringName}` : "", serviceType: item?.specificationCode ?? "", state: serviceState(row), ...(item ? { serviceCharacteristic: [characteristic("seats", item.seats)] } : {}), "@type": "Service" },
      }],
      orderRelationship: [{ id: row.orderId, href: refOf("622", "productOrder", row.orderId).href, relationshipType: "fulfils", "@referredType": "ProductOrder", "@type": "ServiceOrderRelationship" }],
    };
  });
}

/** TMF641: the lines towards application providers, one for each thing that a provider is asked to do. */
export const serviceResources: Resource[] = [
  tableOf<ServiceOrder>({
    name: "serviceOrder",
    table: (db) => db.serviceOrder,
    attributes: {
      id: ownId, externalId: text("requestKey"), state: word("state", orderStates), category: word("operation", Object.fromEntries(Object.keys(actions).map((operation) => [operation, operation]))), orderDate: instant("createdAt"), completionDate: instant("completedAt"), expectedCompletionDate: instant("deadlineAt"),
      "relatedParty.id": id("customerId"), "externalReference.id": id("orderId"), "orderRelationship.id": id("orderId"), "serviceOrderItem.id": id("orderItemId"), "serviceOrderItem.service.id": text("businessId"),
    },
    view,
  }),
];
