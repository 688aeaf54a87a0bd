import type { Scope } from "../scope";

/** What has run out is forgotten. */
export async function forgetRecords(scope: Scope): Promise<void> {
  await scope.db.oidcRecord.deleteMany({ where: { expiresAt: { lt: new Date() } } });
}
