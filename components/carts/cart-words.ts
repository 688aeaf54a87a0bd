import { childLineWords } from "@/messages/cart.zh-CN";
import { errorWords, factWords, fieldWords, reasonWords } from "@/messages/zh-CN";
import type { Refusal } from "@/server/carts/cart.schema";
import type { FactKind } from "@/server/ordering/order.rules";

const FACT = "facts.";
const sentence = (words: string) => (words.endsWith("。") ? words : `${words}。`);

type Why = { reasons: readonly string[]; fields: Readonly<Record<string, string>> };

/** Why a line cannot be sent, a sentence each: what refused it, then what is wrong at its fields. */
export function lineProblems({ reasons, fields }: Why, isOwn: boolean): string[] {
  const reasonOf = (reason: string) => (isOwn ? undefined : (childLineWords as Record<string, string>)[reason]) ?? (reasonWords as Record<string, string>)[reason] ?? [];
  const named = (field: string) => (field.startsWith(FACT) ? factWords[field.slice(FACT.length) as FactKind].label : field === "seats" ? "数量" : "");
  return [
    ...reasons.flatMap(reasonOf),
    ...Object.entries(fields).map(([field, code]) => sentence(named(field) === "" ? (fieldWords[code] ?? "") : `${named(field)}：${fieldWords[code] ?? ""}`)),
  ];
}

/** Why a line stayed when its cart was sent. */
export function refusalWords({ code, reasons, fields }: Refusal, isOwn: boolean): string {
  const problems = lineProblems({ reasons, fields }, isOwn);
  return problems.length > 0 ? problems.join("") : ((errorWords as Record<string, string>)[code] ?? errorWords.UNEXPECTED);
}

export const cartTitle = (name: string): string => (name === "" ? "采购车" : name);
