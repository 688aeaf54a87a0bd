import { productName } from "../inventory/product.words";

type Item = { action: string; parentItemId: string | null; specificationName: string; offeringName: string; monthlyFen: bigint };
export type Broken = { bundleName: string; bundleFen: bigint; newFen: bigint; kept: { name: string; fen: bigint }[]; ended: string[] };

/** CH12: what the order of a broken bundle keeps and ends, and what a period costs before and after; null for any other order. */
export function brokenBundle(items: readonly Item[]): Broken | null {
  const bundle = items.find(({ action, parentItemId }) => action === "delete" && parentItemId === null);
  if (!bundle) return null;
  const parts = items.filter(({ parentItemId }) => parentItemId !== null);
  const kept = parts.filter(({ action }) => action === "modify").map((item) => ({ name: productName(item), fen: item.monthlyFen }));
  return { bundleName: productName(bundle), bundleFen: bundle.monthlyFen, newFen: kept.reduce((sum, { fen }) => sum + fen, 0n), kept, ended: parts.filter(({ action }) => action === "delete").map(productName) };
}
