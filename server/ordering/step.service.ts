import { type Tx, newId } from "../db";
import type { OrderEventKind } from "../generated/prisma/enums";
import type { Scope } from "../scope";

type Step = { orderId: string; kind: OrderEventKind; at: Date; byName: string; text?: string };

/** A step of an order's timeline as a row. Its id is one of ours, so that several of one instant stand in the order in which they came. */
export const stepRow = (step: Step) => ({ id: newId(), text: "", ...step });

/** Writes a step with the caller's transaction; by whoever acts, or by the system itself. */
export async function noteStep(tx: Tx, { actor, now }: Scope, { orderId, kind, text = "", isSystem = false }: { orderId: string; kind: OrderEventKind; text?: string; isSystem?: boolean }): Promise<void> {
  await tx.orderEvent.create({ data: stepRow({ orderId, kind, at: now(), byName: isSystem ? "系统" : actor.name, text }) });
}
