import type { Db } from "../../db";
import { dayOf, startOfDay } from "../../kernel/calendar";
import type { ApiNumber } from "../../machine/machine.rules";
import { id, isId } from "../attribute.rules";
import { type LookedUp, hrefOf } from "../resource";

/** A sum as TM Forum writes it: yuan as a decimal number, made from the digits of the whole fen. */
function yuanOf(fen: bigint): number {
  const size = fen < 0n ? -fen : fen;
  return Number(`${fen < 0n ? "-" : ""}${size / 100n}.${(size % 100n).toString().padStart(2, "0")}`);
}

export const moneyOf = (fen: bigint) => ({ unit: "CNY", value: yuanOf(fen) });
/** Of TMF654, whose amounts are quantities. */
export const quantityOf = (fen: bigint) => ({ amount: yuanOf(fen), units: "CNY" });

/** An instant as it goes over the wire, or nothing. */
export const at = (name: string, instant: Date | null | undefined) => (instant ? { [name]: instant.toISOString() } : {});
/** A calendar day as its first instant in the business zone, or nothing. */
export const onDay = (name: string, day: Date | null | undefined) => (day ? { [name]: startOfDay(dayOf(day)).toISOString() } : {});

/** A reference of TM Forum: id, address, name where one is known, and the kind of thing that it points to. */
export function refOf(number: ApiNumber, resource: string, target: string, name?: string) {
  const type = `${resource[0]?.toUpperCase()}${resource.slice(1)}`;
  return { id: target, href: hrefOf(number, resource, target), ...(name ? { name } : {}), "@type": `${type}Ref`, "@referredType": type };
}

export const identified = (number: ApiNumber, resource: string, target: string, type = `${resource[0]?.toUpperCase()}${resource.slice(1)}`) => ({ id: target, href: hrefOf(number, resource, target), "@type": type });

export type Company = { id: string; accountName: string; name: string; organizationId: string; accountId: string | null };

/** The companies behind some rows, by customer id, read at once. */
export async function companiesOf(db: Db, customerIds: readonly string[]): Promise<Map<string, Company>> {
  const rows = await db.customer.findMany({ where: { id: { in: [...new Set(customerIds)] } }, select: { id: true, accountName: true, organizationId: true, organization: { select: { name: true } }, billingAccount: { select: { id: true } } } });
  return new Map(rows.map(({ id: customerId, accountName, organizationId, organization, billingAccount }) => [customerId, { id: customerId, accountName, name: organization.name, organizationId, accountId: billingAccount?.id ?? null }]));
}

/** The company that a thing belongs to, as its related party. */
export function customerParty(customerId: string, company: Company | undefined) {
  return { id: customerId, href: hrefOf("629", "customer", customerId), name: company?.name ?? "", role: "customer", "@type": "RelatedParty", "@referredType": "Customer" };
}

export const accountRef = (company: Company | undefined) => (company?.accountId ? refOf("666", "billingAccount", company.accountId, company.accountName) : null);

const only = (values: readonly string[]) => values.filter(isId);

/** Searching by account, where rows know the company alone. */
export function byAccount(path = "customerId"): LookedUp {
  const lookUp: LookedUp["lookUp"] = async (db, values) => (await db.billingAccount.findMany({ where: { id: { in: only(values) } }, select: { customerId: true } })).map(({ customerId }) => customerId);
  const { where } = id(path);
  return { where, lookUp };
}

/** Searching by an account's name, where rows know the company alone. */
export function byAccountName(path = "customerId"): LookedUp {
  return { where: id(path).where, lookUp: async (db, values) => (await db.customer.findMany({ where: { accountName: { in: [...values] } }, select: { id: true } })).map((row) => row.id) };
}

/** Searching by offering, where rows know its code. */
export function byOffering(where: LookedUp["where"]): LookedUp {
  return { where, lookUp: async (db, values) => (await db.productOffering.findMany({ where: { id: { in: only(values) } }, select: { code: true } })).map(({ code }) => code) };
}

/** Ids of offerings and specifications by code, for rows that keep the codes. */
export async function catalogIds(db: Db, rows: readonly { offeringCode: string; specificationCode: string }[]): Promise<{ offerings: Map<string, string>; specifications: Map<string, string> }> {
  const codes = (of: (row: (typeof rows)[number]) => string) => [...new Set(rows.map(of))];
  const [offerings, specifications] = await Promise.all([
    db.productOffering.findMany({ where: { code: { in: codes((row) => row.offeringCode) } }, select: { id: true, code: true } }),
    db.productSpecification.findMany({ where: { code: { in: codes((row) => row.specificationCode) } }, select: { id: true, code: true } }),
  ]);
  const mapOf = (found: readonly { id: string; code: string }[]) => new Map(found.map((row) => [row.code, row.id]));
  return { offerings: mapOf(offerings), specifications: mapOf(specifications) };
}

/** Offering and specification of a row as references; what has left the catalogue is named without one. */
export function soldAs({ offeringCode, offeringName, specificationCode, specificationName }: { offeringCode: string; offeringName: string; specificationCode: string; specificationName: string }, { offerings, specifications }: Awaited<ReturnType<typeof catalogIds>>) {
  const [offeringId, specificationId] = [offerings.get(offeringCode), specifications.get(specificationCode)];
  return {
    ...(offeringId ? { productOffering: refOf("620", "productOffering", offeringId, offeringName) } : {}),
    ...(specificationId ? { productSpecification: refOf("620", "productSpecification", specificationId, specificationName) } : {}),
  };
}

export const characteristic = (name: string, value: string | number | boolean) => ({ name, valueType: typeof value, value, "@type": "Characteristic" });

export const unique = (ids: readonly (string | null | undefined)[]): string[] => [...new Set(ids.filter((one): one is string => typeof one === "string"))];
