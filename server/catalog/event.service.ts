import type { Tx } from "../db";
import type { CatalogueEventKind } from "../generated/prisma/enums";
import type { Scope } from "../scope";

/** SC12: writes what becomes of a product into its own log, with the change itself. */
export async function noteEvent(tx: Tx, scope: Scope, specificationId: string, kind: CatalogueEventKind, { reason = "", version = null }: { reason?: string; version?: number | null } = {}): Promise<void> {
  await tx.catalogueEvent.createMany({ data: [{ specificationId, kind, at: scope.now(), byName: scope.actor.name, reason, catalogueVersion: version }] });
}
