import { z } from "zod";

type Query = Record<string, string | string[] | undefined>;
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

/** An id in a page's address; a mangled one is none. */
export function idOf(query: Query, name: string): string | undefined {
  return z.uuid().safeParse(one(query[name])).data;
}

/** The cursor in a page's address, by its name where a page has two lists; a mangled one is simply the first page. */
export const cursorOf = (query: Query, name = "cursor"): string | undefined => idOf(query, name);

/** One of the allowed values in a page's address, or undefined. */
export function choiceOf<const Value extends string>(query: Query, name: string, allowed: readonly Value[]): Value | undefined {
  const value = one(query[name]);
  return allowed.find((entry) => entry === value);
}

/** A day in a page's address, "2026-06-15"; a mangled one is none. */
export function dayIn(query: Query, name: string): string | undefined {
  return z.iso.date().safeParse(one(query[name])).data;
}

/** Typed words in a page's address, trimmed and bounded. */
export function wordsOf(query: Query, name: string): string | undefined {
  const words = one(query[name])?.trim().slice(0, 60);
  return words ? words : undefined;
}

/** An address with some of its parameters changed; null takes one out. */
export function withQuery(path: string, query: Query, changes: Record<string, string | null>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const text = one(value);
    if (text !== undefined && !(name in changes)) params.set(name, text);
  }
  for (const [name, value] of Object.entries(changes)) if (value !== null) params.set(name, value);
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}
