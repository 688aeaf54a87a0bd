import { childLineWords } from "@/messages/cart.zh-CN";
import { errorWords, factWords, fieldWords, reasonWords } from "@/messages/zh-CN";
import type { Refusal } from "@/server/carts/cart.schema";
import type { FactKind } from "@/server/ordering/order.rules";
import type { Say } from "@/messages/say";

const FACT = "facts.";
const sentence = (say: Say, words: string) => (/[。.]$/.test(words) ? words : `${words}${say("。")}`);

type Why = { reasons: readonly string[]; fields: Readonly<Record<string, string>> };

/** Why a line cannot be sent, a sentence each: what refused it, then what is wrong at its fields. */
export function lineProblems(say: Say, { reasons, fields }: Why, isOwn: boolean): string[] {
  const reasonOf = (reason: string) => {
    const words = (isOwn ? undefined : (childLineWords as Record<string, string>)[reason]) ?? (reasonWords as Record<string, string>)[reason];
    return words === undefined ? [] : say.word(words);
  };
  const named = (field: string) => (field.startsWith(FACT) ? say.word(factWords[field.slice(FACT.length) as FactKind].label) : field === "seats" ? say("数量") : "");
  return [
    ...reasons.flatMap(reasonOf),
    ...Object.entries(fields).map(([field, code]) => sentence(say, named(field) === "" ? (say.word(fieldWords[code] ?? "")) : say("{named}：{word}", { named: named(field), word: say.word(fieldWords[code] ?? "") }))),
  ];
}

/** Why a line stayed when its cart was sent. */
export function refusalWords(say: Say, { code, reasons, fields }: Refusal, isOwn: boolean): string {
  const problems = lineProblems(say, { reasons, fields }, isOwn);
  return problems.length > 0 ? problems.join(say.locale === "en" ? " " : "") : say.word((errorWords as Record<string, string>)[code] ?? errorWords.UNEXPECTED);
}

export const cartTitle = (say: Say, name: string): string => (name === "" ? say("采购车") : name);
