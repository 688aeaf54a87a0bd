import { creditCheckCharacter } from "../../server/accounts/account.rules";
import { hashPassword } from "../../server/crypto";
import type { Db } from "../../server/db";
import { sealSecret } from "../../server/factors/factor.service";
import type { DemoCustomer } from "./people";
import { agreementsOf } from "./policies";

/** An open enterprise account with its owner, as it stands after opening; does nothing when it is there. */
export async function seedCustomer(db: Db, row: DemoCustomer): Promise<void> {
  if (await db.customer.findFirst({ where: { accountName: row.accountName } })) return;
  const openedAt = new Date(Date.now() - 150 * 86_400_000);
  const parent = row.parent ? await db.customer.findFirstOrThrow({ where: { accountName: row.parent.accountName }, select: { id: true, organizationId: true, contactName: true } }) : null;
  const organizationId = parent?.organizationId ?? (await seedOrganization(db, row, openedAt));
  const customer = await db.customer.create({
    data: {
      organizationId, parentId: parent?.id ?? null, label: row.parent?.label ?? "", provinceId: row.provinceId, accountName: row.accountName, payType: row.payType,
      contactName: row.contact.name, contactPhone: row.contact.phone, contactEmail: row.contact.email,
      accountNumber97: `97${row.provinceId}${row.creditBody.slice(-7)}${row.parent ? "1" : ""}`, managerName: "李明", managerPhone: "0531-10060-8", managerHours: "工作日 8:30–18:00", openedAt,
    },
  });
  await db.billingAccount.create({ data: { customerId: customer.id, payType: row.payType, boundAccountNumber: row.boundAccount, boundHolderName: row.boundAccount ? row.company : null, bindingConfirmedAt: row.boundAccount ? openedAt : null } });
  const person = await db.person.create({ data: { name: row.contact.name, email: row.contact.email, phone: row.contact.phone, passwordHash: await hashPassword(row.password), totpSecret: sealSecret(row.secret), secondFactorSince: openedAt, emailConfirmedAt: openedAt, phoneConfirmedAt: openedAt, createdAt: openedAt } });
  await db.membership.create({ data: { personId: person.id, customerId: customer.id, role: "owner", createdAt: openedAt, firstUsedAt: openedAt } });
  // Agreed with the application; one of them wants offers mailed.
  await db.partyPrivacyAgreement.createMany({ data: agreementsOf({ personId: person.id, at: openedAt, way: "opening", offers: row.accountName === "qilu_jingji" }) });
  for (const { name, email, role } of row.colleagues ?? []) {
    const mate = await db.person.create({ data: { name, email, passwordHash: await hashPassword(row.password), emailConfirmedAt: openedAt, createdAt: openedAt } });
    await db.membership.create({ data: { personId: mate.id, customerId: customer.id, role, createdAt: openedAt, firstUsedAt: openedAt } });
    await db.partyPrivacyAgreement.createMany({ data: agreementsOf({ personId: mate.id, at: openedAt }) });
  }
  if (parent && row.monthCapFen !== undefined) await db.spendingCap.create({ data: { ownerId: parent.id, customerId: customer.id, provinceId: row.provinceId, kind: "accountMonth", limitFen: row.monthCapFen, isHard: false, setAt: openedAt, setByName: parent.contactName } });
  // A branch may take what runs inside a company, and ten rooms' worth of meetings.
  if (parent) await db.childAuthorisation.createMany({ data: [{ productClass: "internalApplication" }, { specificationCode: "VIDEO", seatCeiling: 10 }].map((what) => ({ ...what, parentId: parent.id, customerId: customer.id, provinceId: row.provinceId, startsOn: openedAt, grantedAt: openedAt, grantedByName: parent.contactName })) });
}

async function seedOrganization(db: Db, row: DemoCustomer, createdAt: Date): Promise<string> {
  const checked = creditCheckCharacter(row.creditBody);
  if (checked === null) throw new Error(`the credit code of ${row.accountName} has a character that none may have`);
  const facts = { name: row.company, creditCode: `${row.creditBody}${checked}`, industry: row.industry, staffBand: row.staffBand, address: row.address, verification: row.isVerified ? ("verified" as const) : ("unverified" as const) };
  return (await db.organization.create({ data: { ...facts, licenceExpiresOn: new Date("2031-12-31T00:00:00Z"), createdAt }, select: { id: true } })).id;
}
