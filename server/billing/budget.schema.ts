import { z } from "zod";

const budgetKinds = ["company", "child", "product", "tag"] as const;
const tag = z.string().trim().max(20, { error: "tooLong" });
/** `target`: a child account's or a product's id, or a tag; empty for the whole company. */
export const SetBudget = z.strictObject({ key: z.uuid(), kind: z.enum(budgetKinds), target: z.string().trim().max(40), amountFen: z.bigint().min(100n, { error: "budgetTooSmall" }).max(100_000_000_000n, { error: "amountTooLarge" }) });
export const RemoveBudget = z.strictObject({ key: z.uuid(), budgetId: z.uuid() });
export const TagProduct = z.strictObject({ key: z.uuid(), productId: z.uuid(), tag });
/** Sums in fen of the running month: `knownFen` is charged or certain, `forecastFen` with what use will come to. */
const Spending = z.object({ knownFen: z.bigint(), forecastFen: z.bigint() });
export const BudgetsView = z.object({
  /** Its first day. */
  month: z.string(),
  budgets: z.array(Spending.extend({ id: z.uuid(), kind: z.enum(budgetKinds), name: z.string(), amountFen: z.bigint() })),
  /** The dearest ones; `productCount` is of all. */
  productCount: z.number(),
  products: z.array(Spending.extend({ id: z.uuid(), name: z.string(), tag: z.string() })),
  children: z.array(z.object({ id: z.uuid(), name: z.string() })),
});
