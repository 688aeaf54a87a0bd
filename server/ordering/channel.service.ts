import { overdueDaysOf } from "../billing/arrears.service";
import type { Reader } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { businessDayOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { payWaysOf } from "../ledger/payer.service";
import type { Scope } from "../scope";
import { ChannelRules, type ChannelVerdict, type Operation, type RecordedFacts, decideChannel, publicOffer, recordedFacts } from "./channel.rules";

/** BO5: of the released versions that have begun and were not withdrawn, the one that began last; of two at one instant, the later released. */
export const inForceAt = (now: Date) => ({ where: { validFrom: { lte: now }, withdrawnAt: null }, orderBy: [{ validFrom: "desc" }, { ruleSetVersion: "desc" }] }) satisfies Prisma.ChannelRuleSetFindFirstArgs;

/** The rule set in force now, with the version that an order records. */
export async function rulesInForce(db: Reader, now: Date): Promise<{ version: number; set: ChannelRules }> {
  const row = await db.channelRuleSet.findFirst({ ...inForceAt(now), select: { ruleSetVersion: true, rules: true } });
  if (!row) throw new Error("this platform has no channel rules in force");
  return { version: row.ruleSetVersion, set: ChannelRules.parse(row.rules) };
}

/** What the rules ask about a company; whoever reads the company for them includes it. */
export const judged = { organization: { select: { name: true, verification: true, isBlacklisted: true } }, billingAccount: { select: { bindingConfirmedAt: true } } } satisfies Prisma.CustomerInclude;
export type JudgedCustomer = Prisma.CustomerGetPayload<{ include: typeof judged }>;

/** PC4: some accounts as they pay today: a child that its parent pays for after use counts as postpaid, and as bound to the parent's payment account. */
export async function asTheyPay(db: Reader, { now }: Pick<Scope, "now">, customers: readonly JudgedCustomer[]): Promise<JudgedCustomer[]> {
  if (customers.every(({ parentId }) => parentId === null)) return [...customers];
  const wayOf = await payWaysOf(db, customers, businessDayOf(now()));
  const bindings = await db.billingAccount.findMany({ where: { customerId: { in: customers.flatMap(({ parentId }) => parentId ?? []) } }, select: { customerId: true, bindingConfirmedAt: true } });
  return customers.map((customer) => {
    const { payType } = wayOf(customer);
    return payType === customer.payType ? customer : { ...customer, payType, billingAccount: bindings.find(({ customerId }) => customerId === customer.parentId) ?? null };
  });
}

/** The same of one account. */
export async function asItPays(db: Reader, scope: Pick<Scope, "now">, customer: JudgedCustomer): Promise<JudgedCustomer> {
  return (await asTheyPay(db, scope, [customer]))[0] ?? customer;
}

/** The account that asks for something, with what the rules want to know of it. Throws NOT_FOUND, and RULE_REFUSED for one that is not open. */
export async function openAccount(db: Reader, scope: Pick<Scope, "now">, customerId: string): Promise<JudgedCustomer> {
  const customer = await db.customer.findFirst({ where: { id: customerId }, include: judged });
  if (!customer) throw new AppError("NOT_FOUND");
  if (customer.state !== "open") throw new AppError("RULE_REFUSED", { reasons: ["accountNotOpen"] });
  return asItPays(db, scope, customer);
}

type Asked = { customer: JudgedCustomer; operation: Operation; productClass: string; needsLine: boolean; isBundle?: boolean; firstYearFen: bigint; isWithinCeiling?: boolean };
export type RecordedVerdict = ChannelVerdict & { ruleSetVersion: number; facts: RecordedFacts };

/** A verdict as an order keeps it, with the facts that it was made of (BO5). */
export const verdictColumns = ({ decision, ruleSetVersion, ruleNumber, reasons, needsSecondReviewer, facts }: RecordedVerdict) => ({ decision, ruleSetVersion, ruleNumber, reasonCodes: reasons, needsSecondReviewer, channelFacts: facts });

/** OR4: applies the rules in force to a company's request. */
export async function verdictFor(scope: Scope, db: Reader, { customer, ...asked }: Asked): Promise<RecordedVerdict> {
  return (await verdictOver(scope, db, customer))(asked);
}

/** The same for many requests of one company, each by itself, in as many queries as for one. */
export async function verdictOver(scope: Scope, db: Reader, customer: JudgedCustomer): Promise<(asked: Omit<Asked, "customer">) => RecordedVerdict> {
  // One after the other: inside a transaction there is one connection, and it does one thing at a time.
  const { version, set } = await rulesInForce(db, scope.now());
  const opened = await db.product.findFirst({ where: { customerId: customer.id }, select: { id: true } });
  const overdueDays = await overdueDaysOf(db, customer.id, scope.now());
  const { organization, billingAccount } = customer;
  return ({ operation, productClass, needsLine, isBundle = false, firstYearFen, isWithinCeiling = false }) => {
    const facts = {
      operation, productClass, needsLine, isBundle, firstYearFen, isWithinCeiling, overdueDays,
      provinceId: customer.provinceId,
      isPostpaid: customer.payType === "postpaid",
      isBindingConfirmed: billingAccount?.bindingConfirmedAt != null,
      isVerified: organization.verification === "verified",
      isFirstOrder: opened === null,
      isIdentityRefused: organization.isBlacklisted || organization.verification === "refused",
    };
    return { ...decideChannel(set, facts), ruleSetVersion: version, facts: recordedFacts(facts) };
  };
}

/** The papers that a counter asks for, by why the counter is needed (OR5). */
export function papersFor(productClass: string, isPostpaid: boolean): string[] {
  const papers = ["营业执照副本（原件或加盖公章的复印件）", "经办人身份证件", "法定代表人授权书"];
  if (productClass === "basicCommunication") papers.push("装机地址证明");
  if (isPostpaid) papers.push("现有付费账户的最近一期帐单");
  return papers;
}

/** PN9: what the rules in force say to a verified company of a province, for the public page. */
export async function offerOf(db: Reader, provinceId: string, now: Date) {
  const { version, set } = await rulesInForce(db, now);
  return { version, rows: publicOffer(set, provinceId) };
}
