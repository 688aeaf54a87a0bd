import type { CustomerState } from "../generated/prisma/enums";
import type { childStages } from "./child.schema";

/** PC3: the tree is one level deep. */
export const MOST_CHILDREN = 500;

/** What an account is called: as its parent names it, else by its own name. */
export const nameOfAccount = ({ label, accountName }: { label: string; accountName: string }): string => (label === "" ? accountName : label);

/** Where a child account stands for its parent. Someone of it has used it once it is in use. */
export function childStageOf({ state, isUsed }: { state: CustomerState; isUsed: boolean }): (typeof childStages)[number] {
  if (state === "closed" || state === "purged") return "closed";
  if (state === "closeAsked" || state === "settling") return "closing";
  if (state === "suspended") return "suspended";
  return isUsed ? "inUse" : "invited";
}
