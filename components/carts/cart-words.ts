import { errorWords, factWords, fieldWords, reasonWords } from "@/messages/zh-CN";
import type { Refusal } from "@/server/carts/cart.schema";
import type { FactKind } from "@/server/ordering/order.rules";

const FACT = "facts.";
const sentence = (words: string) => (words.endsWith("。") ? words : `${words}。`);

/** Why a line cannot be sent, a sentence each: what refused it, then what is wrong at its fields. */
export function lineProblems({ reasons, fields }: { reasons: readonly string[]; fields: Readonly<Record<string, string>> }): string[] {
  const named = (field: string) => (field.startsWith(FACT) ? factWords[field.slice(FACT.length) as FactKind].label : field === "seats" ? "数量" : "");
  return [
    ...reasons.flatMap((reason) => (reasonWords as Record<string, string>)[reason] ?? []),
    ...Object.entries(fields).map(([field, code]) => sentence(named(field) === "" ? (fieldWords[code] ?? "") : `${named(field)}：${fieldWords[code] ?? ""}`)),
  ];
}

/** Why a line stayed when its cart was sent. */
export function refusalWords({ code, reasons, fields }: Refusal): string {
  const problems = lineProblems({ reasons, fields });
  return problems.length > 0 ? problems.join("") : ((errorWords as Record<string, string>)[code] ?? errorWords.UNEXPECTED);
}

export const cartTitle = (name: string): string => (name === "" ? "采购车" : name);
