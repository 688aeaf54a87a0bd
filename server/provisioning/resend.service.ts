import { recordAudit } from "../audit/audit.service";
import type { Tx } from "../db";
import { AppError } from "../kernel/errors";
import { enqueue } from "../queue";
import type { Scope } from "../scope";

/** Has the AP asked again now, under the same key, with the caller's transaction. Throws CHANGED_MEANWHILE for a line that has ended. */
export async function resendLine(tx: Tx, scope: Scope, id: string): Promise<void> {
  const again = await tx.serviceOrder.updateManyAndReturn({ where: { id, state: { in: ["acknowledged", "inProgress", "pending"] } }, data: { state: "pending", nextAttemptAt: scope.now(), needsPerson: false } });
  if (!again[0]) throw new AppError("CHANGED_MEANWHILE");
  await enqueue(tx, "provisioning.send", { platformId: scope.platformId, id });
  await recordAudit(tx, scope, "serviceOrder.resend", { kind: "serviceOrder", id }, { customerId: again[0].customerId, provinceId: again[0].provinceId });
}
