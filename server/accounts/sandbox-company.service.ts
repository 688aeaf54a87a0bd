import type { Tx } from "../db";
import { AppError } from "../kernel/errors";
import { SANDBOX_PLATFORM } from "../platforms/province.rules";
import type { Scope } from "../scope";
import { creditCheckCharacter } from "./account.rules";

type Wanted = { accountName: string; companyName: string; serial: string; contactName: string; contactEmail: string; passwordHash: string };

/** A partner's company in the sandbox with its owner, opened without 97 (IN9); one that is there gets its owner's new password. With the caller's transaction. */
export async function openSandboxCompany(tx: Tx, scope: Scope, { accountName, companyName, serial, contactName, contactEmail, passwordHash }: Wanted): Promise<{ customerId: string }> {
  if (scope.platformId !== SANDBOX_PLATFORM) throw new AppError("FORBIDDEN");
  const known = await tx.customer.findFirst({ where: { accountName }, select: { id: true, memberships: { where: { role: "owner" }, select: { personId: true } } } });
  if (known) {
    const personIds = known.memberships.map(({ personId }) => personId);
    await tx.person.updateMany({ where: { id: { in: personIds } }, data: { passwordHash, passwordVersion: { increment: 1 } } });
    await tx.session.updateMany({ where: { subjectId: { in: personIds }, realm: "customer", revokedAt: null }, data: { revokedAt: new Date() } });
    return { customerId: known.id };
  }
  const createdAt = scope.now();
  const body = `91000000MA0${serial}`;
  const organization = await tx.organization.create({ data: { name: companyName, creditCode: `${body}${creditCheckCharacter(body) ?? "0"}`, industry: "itService", staffBand: "from50", address: "沙箱市测试路 1 号", verification: "verified", licenceExpiresOn: new Date("2036-12-31T00:00:00Z"), createdAt } });
  const customer = await tx.customer.create({ data: { organizationId: organization.id, provinceId: SANDBOX_PLATFORM, accountName, payType: "prepaid", contactName, contactPhone: "13800000000", contactEmail, managerName: "沙箱", managerPhone: "10060", managerHours: "工作日", openedAt: createdAt } });
  await tx.billingAccount.create({ data: { customerId: customer.id, payType: "prepaid" } });
  const person = await tx.person.create({ data: { name: contactName, email: `${accountName}@sandbox.example`, passwordHash, emailConfirmedAt: createdAt, createdAt } });
  await tx.membership.create({ data: { personId: person.id, customerId: customer.id, role: "owner", createdAt } });
  return { customerId: customer.id };
}

