import type { LedgerAccount, Prisma } from "../../generated/prisma/client";
import type { CustomerState } from "../../generated/prisma/enums";
import { businessDayOf, dateOf } from "../../kernel/calendar";
import { id, money, ownId, text, word } from "../attribute.rules";
import { type Call, type Json, type Resource, fixedOf, tableOf } from "../resource";
import { byAccountName, companiesOf, customerParty, identified, moneyOf, refOf } from "./parts";

const withCustomer = { customer: { select: { id: true, accountName: true, state: true, parentId: true, openedAt: true, contactName: true, organization: { select: { name: true } } } } } satisfies Prisma.BillingAccountInclude;
type AccountRow = Prisma.BillingAccountGetPayload<{ include: typeof withCustomer }>;

/** Of an account, in the free words of TMF666. */
export const accountStates: Record<CustomerState, string> = { open: "Active", suspended: "Suspended", closeAsked: "Closing", settling: "Closing", closed: "Closed", purged: "Closed" };
const openBills = ["sent", "partiallyPaid"] as const;

async function accountViews(type: "PartyAccount" | "BillingAccount", rows: AccountRow[], { scope }: Call): Promise<Json[]> {
  const customerIds = rows.map(({ customerId }) => customerId);
  const today = dateOf(businessDayOf(scope.now()));
  const [ledger, due] = await Promise.all([
    scope.db.ledgerAccount.findMany({ where: { customerId: { in: customerIds }, kind: { in: ["prepaidCash", "receivable"] } }, select: { id: true, customerId: true, kind: true, balanceFen: true } }),
    scope.db.customerBill.groupBy({ by: ["customerId"], where: { customerId: { in: customerIds }, state: { in: [...openBills] } }, _min: { dueOn: true } }),
  ]);
  return rows.map((row) => {
    const { customer } = row;
    const kind = row.payType === "prepaid" ? "prepaidCash" : "receivable";
    const balance = ledger.find((account) => account.customerId === row.customerId && account.kind === kind);
    const dueOn = due.find(({ customerId }) => customerId === row.customerId)?._min.dueOn ?? null;
    const resource = type === "PartyAccount" ? "partyAccount" : "billingAccount";
    return {
      ...identified("666", resource, row.id), name: customer.accountName, accountType: row.payType, state: accountStates[customer.state], paymentStatus: dueOn === null ? "paid" : dueOn < today ? "in arrears" : "due", lastModified: (row.bindingConfirmedAt ?? customer.openedAt).toISOString(),
      accountBalance: [{ amount: moneyOf(balance?.balanceFen ?? 0n), balanceType: row.payType === "prepaid" ? "DepositBalance" : "ReceivableBalance", validFor: { startDateTime: customer.openedAt.toISOString() }, "@type": "AccountBalance" }],
      ...(balance ? { financialAccount: refOf("666", "financialAccount", balance.id) } : {}),
      billStructure: { cycleSpecification: { isRef: true, ...refOf("666", "billingCycleSpecification", "monthly", "按月出帐") }, format: { isRef: true, ...refOf("666", "billFormat", "pdf", "PDF 帐单") }, presentationMedia: [{ isRef: true, ...refOf("666", "billPresentationMedia", "portal", "网上营业厅") }] },
      contact: [{ contactType: "primary", contactName: customer.contactName, partyRoleType: "contact", validFor: { startDateTime: customer.openedAt.toISOString() }, "@type": "Contact" }],
      relatedParty: [{ ...customerParty(row.customerId, undefined), name: customer.organization.name }],
    };
  });
}

const accountTable = (name: "partyAccount" | "billingAccount", type: "PartyAccount" | "BillingAccount") =>
  tableOf<AccountRow>({
    name,
    table: (db) => db.billingAccount,
    include: withCustomer,
    attributes: { id: ownId, name: text("customer.accountName"), accountType: word("payType", { prepaid: "prepaid", postpaid: "postpaid" }), state: word("customer.state", accountStates), "relatedParty.id": id("customerId"), "relatedParty.name": text("customer.organization.name") },
    view: (rows, call) => accountViews(type, rows, call),
  });

const financialTypes = { prepaidCash: "DepositBalance", receivable: "ReceivableBalance" };

async function financialViews(rows: LedgerAccount[], { scope }: Call): Promise<Json[]> {
  const customers = await scope.db.customer.findMany({ where: { id: { in: rows.flatMap(({ customerId }) => customerId ?? []) } }, select: { id: true, openedAt: true, state: true } });
  const companies = await companiesOf(scope.db, customers.map((customer) => customer.id));
  return rows.map((row) => {
    const customer = customers.find((one) => one.id === row.customerId);
    const company = companies.get(row.customerId ?? "");
    const startDateTime = (customer?.openedAt ?? new Date(0)).toISOString();
    return {
      ...identified("666", "financialAccount", row.id), name: company?.accountName ?? "", accountType: row.kind, state: customer ? accountStates[customer.state] : "Active", lastModified: startDateTime,
      accountBalance: [{ amount: moneyOf(row.balanceFen), balanceType: financialTypes[row.kind as keyof typeof financialTypes], validFor: { startDateTime }, "@type": "AccountBalance" }],
      relatedParty: [customerParty(row.customerId ?? "", company)],
    };
  });
}

const financialAccounts = tableOf<LedgerAccount>({
  name: "financialAccount",
  table: (db) => db.ledgerAccount,
  within: { customerId: { not: null }, kind: { in: ["prepaidCash", "receivable"] } },
  attributes: { id: ownId, name: byAccountName(), accountType: word("kind", { prepaidCash: "prepaidCash", receivable: "receivable" }), "relatedParty.id": id("customerId"), "accountBalance.amount.value": money("balanceFen") },
  view: financialViews,
});

const named = ["id", "href", "name", "description"] as const;
const cycles = fixedOf({ name: "billingCycleSpecification", searchable: [...named, "frequency", "billingPeriod"], all: () => [{ ...identified("666", "billingCycleSpecification", "monthly"), name: "按月出帐", description: "自然月为帐期，次月 1 日出帐、3 日公布，当月最后一日到期", frequency: "1", billingPeriod: "month", billingDateShift: 0, mailingDateOffset: 2, paymentDueDateOffset: 29 }] });
const formats = fixedOf({ name: "billFormat", searchable: named, all: () => [["pdf", "PDF 帐单"], ["xlsx", "Excel 明细"], ["csv", "CSV 明细"]].map(([key = "", name]) => ({ ...identified("666", "billFormat", key), name, description: name })) });
const media = fixedOf({ name: "billPresentationMedia", searchable: named, all: () => [["portal", "网上营业厅"], ["email", "电子邮件"]].map(([key = "", name]) => ({ ...identified("666", "billPresentationMedia", key), name, description: name })) });

/** TMF666: how companies pay. One account a company: TM Forum's party account is its billing account. */
export const accountResources: Resource[] = [accountTable("partyAccount", "PartyAccount"), accountTable("billingAccount", "BillingAccount"), financialAccounts, cycles, formats, media];
