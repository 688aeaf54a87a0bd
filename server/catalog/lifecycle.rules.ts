import type { CatalogState } from "../generated/prisma/enums";

/** How far a product has come, in the words of product staff (SC12). */
export const saleStages = ["draft", "waiting", "onSale", "stopped", "retired"] as const;
export type SaleStage = (typeof saleStages)[number];

/** The only table of what may follow what. A product that waits for its day may be taken back; one that nobody has any more may go for good. */
const nextStages = {
  draft: ["waiting", "onSale", "retired"],
  waiting: ["onSale", "draft"],
  onSale: ["stopped"],
  stopped: ["onSale", "retired"],
  retired: [],
} as const satisfies Record<SaleStage, readonly SaleStage[]>;

export const canMove = (from: SaleStage, to: SaleStage): boolean => (nextStages[from] as readonly SaleStage[]).includes(to);

type Row = { state: CatalogState; salesStoppedAt: Date | null };
export function stageOf({ state, salesStoppedAt }: Row): SaleStage {
  switch (state) {
    case "inStudy":
    case "inDesign":
    case "inTest":
      return "draft";
    case "active":
      return "waiting";
    case "launched":
      return salesStoppedAt === null ? "onSale" : "stopped";
    case "retired":
      return "stopped";
    case "obsolete":
      return "retired";
  }
}

/** Which rows are at a stage, as the database is asked. */
export const rowsAt = {
  draft: { state: { in: ["inStudy", "inDesign", "inTest"] } },
  waiting: { state: "active" },
  onSale: { state: "launched", salesStoppedAt: null },
  stopped: { OR: [{ state: "launched", salesStoppedAt: { not: null } }, { state: "retired" }] },
  retired: { state: "obsolete" },
} as const;

/** Why a product cannot go for good: what runs, or what is on its way, would be without it. */
export function retireBlockers({ runningProducts, openOrders }: { runningProducts: number; openOrders: number }): string[] {
  return [...(runningProducts > 0 ? ["productsRun"] : []), ...(openOrders > 0 ? ["ordersOpen"] : [])];
}
