import type { AppliedCustomerBillingRate, CustomerBill } from "../../generated/prisma/client";
import type { BillState } from "../../generated/prisma/enums";
import { accountPeriodOf, dayOf, startOfDay } from "../../kernel/calendar";
import { always, day, flag, id, instant, ownId, text, word } from "../attribute.rules";
import { type Call, type Json, type Resource, tableOf } from "../resource";
import { accountRef, at, byAccount, companiesOf, customerParty, identified, moneyOf, onDay, refOf, unique } from "./parts";

const billStates = Object.fromEntries((["new", "validated", "sent", "partiallyPaid", "settled", "onHold"] satisfies BillState[]).map((state) => [state, state]));
const periodOf = (periodFrom: Date) => {
  const { from, to } = accountPeriodOf(dayOf(periodFrom));
  return { startDateTime: startOfDay(from).toISOString(), endDateTime: startOfDay(to).toISOString() };
};

async function billViews(rows: CustomerBill[], { scope }: Call): Promise<Json[]> {
  const ids = rows.map((row) => row.id);
  const [companies, paid, taxes] = await Promise.all([
    companiesOf(scope.db, rows.map(({ customerId }) => customerId)),
    scope.db.paymentAllocation.groupBy({ by: ["billId", "paymentId"], where: { billId: { in: ids } }, _sum: { amountFen: true }, orderBy: { paymentId: "asc" } }),
    scope.db.appliedCustomerBillingRate.groupBy({ by: ["billId", "taxRateBp"], where: { billId: { in: ids } }, _sum: { taxFen: true }, orderBy: { taxRateBp: "asc" } }),
  ]);
  return rows.map((row) => {
    const company = companies.get(row.customerId);
    const account = accountRef(company);
    const applied = paid.filter(({ billId, _sum }) => billId === row.id && (_sum.amountFen ?? 0n) !== 0n);
    return {
      ...identified("678", "customerBill", row.id), billNo: row.number, category: "normal", runType: "onCycle", state: row.state, ...at("billDate", row.sentAt ?? row.createdAt), ...onDay("paymentDueDate", row.dueOn), lastUpdate: (row.settledAt ?? row.confirmedAt ?? row.sentAt ?? row.createdAt).toISOString(),
      billingPeriod: periodOf(row.periodFrom), amountDue: moneyOf(row.totalFen), remainingAmount: moneyOf(row.totalFen - row.paidFen), taxIncludedAmount: moneyOf(row.totalFen), taxExcludedAmount: moneyOf(row.netFen),
      taxItem: taxes.filter(({ billId }) => billId === row.id).map(({ taxRateBp, _sum }) => ({ taxCategory: "VAT", taxRate: taxRateBp / 10_000, taxAmount: moneyOf(_sum.taxFen ?? 0n), "@type": "TaxItem" })),
      appliedPayment: applied.map(({ paymentId, _sum }) => ({ appliedAmount: moneyOf(_sum.amountFen ?? 0n), payment: refOf("676", "payment", paymentId), "@type": "AppliedPayment" })),
      billDocument: [{ id: row.id, name: `${row.number}.pdf`, attachmentType: "bill", mimeType: "application/pdf", "@type": "AttachmentRef", "@referredType": "Attachment" }],
      ...(account ? { billingAccount: account } : {}), relatedParty: [customerParty(row.customerId, company)],
    };
  });
}

async function rateViews(rows: AppliedCustomerBillingRate[], { scope }: Call): Promise<Json[]> {
  const [companies, products] = await Promise.all([
    companiesOf(scope.db, rows.map(({ customerId }) => customerId)),
    scope.db.product.findMany({ where: { id: { in: unique(rows.map(({ productId }) => productId)) } }, select: { id: true } }),
  ]);
  const known = new Set(products.map((product) => product.id));
  return rows.map((row) => {
    const account = accountRef(companies.get(row.customerId));
    return {
      ...identified("678", "appliedCustomerBillingRate", row.id), name: row.name, description: row.formula, type: row.kind, date: row.createdAt.toISOString(), isBilled: row.billId !== null, periodCoverage: periodOf(row.periodFrom),
      taxIncludedAmount: moneyOf(row.grossFen), taxExcludedAmount: moneyOf(row.netFen), appliedTax: [{ taxCategory: "VAT", taxRate: row.taxRateBp / 10_000, taxAmount: moneyOf(row.taxFen), "@type": "AppliedBillingTaxRate" }],
      ...(row.billId ? { bill: refOf("678", "customerBill", row.billId) } : {}), ...(account ? { billingAccount: account } : {}),
      ...(row.productId ? { product: known.has(row.productId) ? refOf("637", "product", row.productId, row.specificationName) : { id: row.productId, name: row.specificationName, "@type": "ProductRef", "@referredType": "Product" } } : {}),
      characteristic: [{ name: "seats", valueType: "number", value: String(row.seats), "@type": "AppliedBillingRateCharacteristic" }],
    };
  });
}

/** TMF678: bills and their lines. */
export const billingResources: Resource[] = [
  tableOf<CustomerBill>({
    name: "customerBill",
    table: (db) => db.customerBill,
    attributes: {
      id: ownId, billNo: text("number"), state: word("state", billStates), billDate: instant("sentAt"), paymentDueDate: day("dueOn"), "billingPeriod.startDateTime": day("periodFrom"), "billingAccount.id": byAccount(), "relatedParty.id": id("customerId"),
      category: always("normal"), runType: always("onCycle"),
    },
    view: billViews,
  }),
  tableOf<AppliedCustomerBillingRate>({
    name: "appliedCustomerBillingRate",
    table: (db) => db.appliedCustomerBillingRate,
    attributes: {
      id: ownId, isBilled: flag({ billId: { not: null } }, { billId: null }), "bill.id": id("billId"), "product.id": id("productId"), "billingAccount.id": byAccount(),
    },
    view: rateViews,
  }),
];
