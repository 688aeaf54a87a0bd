import type { Value } from "../say";

/** "1 bill", "3 bills"; the plural is given where it is not the word and an s. */
export const plural = (count: Value | undefined, one: string, many = `${one}s`): string => `${count ?? 0} ${String(count) === "1" ? one : many}`;
