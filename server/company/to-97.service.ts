import { tellBss } from "../bss/bss.service";
import type { Tx } from "../db";
import type { Scope } from "../scope";

const known = { organization: { select: { name: true, creditCode: true, address: true } }, parent: { select: { accountName: true } } } as const;

async function tell(tx: Tx, scope: Scope, where: { id: string } | { organizationId: string }): Promise<void> {
  for (const { id: customerId, version, provinceId, accountName, accountNumber97, contactName, contactPhone, organization, parent } of await tx.customer.findMany({ where: { ...where, state: { not: "purged" } }, include: known, take: 100 }))
    await tellBss(tx, scope, {
      kind: "customerData", requestKey: `customerData:${customerId}:${String(version)}`, provinceId,
      payload: { customerId, version, platformId: scope.platformId, provinceId, accountName, accountNumber97, parentAccountName: parent?.accountName ?? null, company: { ...organization, contactName, contactPhone }, changedAt: scope.now().toISOString() },
    });
}

/**
 * AI18, PC11: tells the province's 97 how an account is reached, and under which it stands, from now on, with the change's own transaction. The whole of it and its version,
 * so that of two that cross on the way the newer stands.
 */
export const tell97OfContact = (tx: Tx, scope: Scope, customerId: string): Promise<void> => tell(tx, scope, { id: customerId });

/** AI18: another name or address is that of every account of the company within the duty; each goes up a version, and 97 hears of each. */
export async function tell97OfCompany(tx: Tx, scope: Scope, { customerId, organizationId }: { customerId: string; organizationId: string }): Promise<void> {
  await tx.customer.updateMany({ where: { organizationId, id: { not: customerId } }, data: { version: { increment: 1 } } });
  await tell(tx, scope, { organizationId });
}
