import { overdueDaysOf } from "../billing/arrears.service";
import type { Reader } from "../db";
import { AppError } from "../kernel/errors";
import type { Scope } from "../scope";
import { ChannelRules, type ChannelVerdict, type Operation, decideChannel, publicOffer } from "./channel.rules";

/** The rule set in force now, with the version that an order records. */
export async function rulesInForce(db: Reader, now: Date): Promise<{ version: number; set: ChannelRules }> {
  const row = await db.channelRuleSet.findFirst({ where: { validFrom: { lte: now } }, orderBy: { ruleSetVersion: "desc" } });
  if (!row) throw new Error("this platform has no channel rules in force");
  return { version: row.ruleSetVersion, set: ChannelRules.parse(row.rules) };
}

type Asked = { customerId: string; operation: Operation; productClass: string; needsLine: boolean; firstYearFen: bigint };
export type RecordedVerdict = ChannelVerdict & { ruleSetVersion: number };

/** OR4: applies the rules in force to a company's request. Throws NOT_FOUND for a company that is not there. */
export async function verdictFor(scope: Scope, db: Reader, { customerId, ...asked }: Asked): Promise<RecordedVerdict> {
  // One after the other: inside a transaction there is one connection, and it does one thing at a time.
  const { version, set } = await rulesInForce(db, scope.now());
  const customer = await db.customer.findFirst({ where: { id: customerId }, include: { organization: true, billingAccount: true } });
  const openedProducts = await db.product.count({ where: { customerId } });
  if (!customer) throw new AppError("NOT_FOUND");
  const { organization, billingAccount } = customer;
  const verdict = decideChannel(set, {
    ...asked,
    provinceId: customer.provinceId,
    isPostpaid: customer.payType === "postpaid",
    isBindingConfirmed: billingAccount?.bindingConfirmedAt != null,
    isVerified: organization.verification === "verified",
    isFirstOrder: openedProducts === 0,
    isIdentityRefused: organization.isBlacklisted || organization.verification === "refused",
    isWithinCeiling: false,
    overdueDays: await overdueDaysOf(db, customerId, scope.now()),
  });
  return { ...verdict, ruleSetVersion: version };
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
