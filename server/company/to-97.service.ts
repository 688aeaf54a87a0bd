import { tellBss } from "../bss/bss.service";
import type { Tx } from "../db";
import type { Scope } from "../scope";

/**
 * AI18: tells the province's 97 what a company is called and how it is reached from now on, with the change's own transaction. The whole
 * of it and its version, so that of two that cross on the way the newer stands.
 */
export async function tell97OfCompany(tx: Tx, scope: Scope, customerId: string): Promise<void> {
  const { version, provinceId, accountName, accountNumber97, contactName, contactPhone, organization } = await tx.customer.findFirstOrThrow({ where: { id: customerId }, include: { organization: { select: { name: true, creditCode: true, address: true } } } });
  await tellBss(tx, scope, {
    kind: "customerData", requestKey: `customerData:${customerId}:${String(version)}`, provinceId,
    payload: { customerId, version, platformId: scope.platformId, provinceId, accountName, accountNumber97, company: { ...organization, contactName, contactPhone }, changedAt: scope.now().toISOString() },
  });
}
