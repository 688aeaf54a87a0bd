import { type TimeRange } from "./params";
import { invalid } from "./errors";

type Listed = { id: string };
export type PageParams = { limit?: number | undefined; starting_after?: string | undefined; ending_before?: string | undefined };
export type ApiList<T> = { object: "list"; data: T[]; has_more: boolean; url: string };

const standardLimit = 10;

/** One page, newest first, as a cursor asks for it; `rows` come oldest first. */
export function pageOf<T extends Listed>(rows: readonly T[], params: PageParams, url: string): ApiList<T> {
  return slice([...rows].reverse(), params, url);
}

/** One page of rows that keep the order they have, such as the lines of a session. */
export function slice<T extends Listed>(rows: readonly T[], params: PageParams, url: string): ApiList<T> {
  const { limit = standardLimit, starting_after: after, ending_before: before } = params;
  if (after !== undefined && before !== undefined) {
    throw invalid("You may only specify one of these parameters: starting_after, ending_before.", { code: "parameters_exclusive", param: "starting_after" });
  }
  if (before !== undefined) {
    const end = positionOf(rows, before, "ending_before");
    const start = Math.max(0, end - limit);
    return { object: "list", data: rows.slice(start, end), has_more: start > 0, url };
  }
  const start = after === undefined ? 0 : positionOf(rows, after, "starting_after") + 1;
  return { object: "list", data: rows.slice(start, start + limit), has_more: start + limit < rows.length, url };
}

function positionOf(rows: readonly Listed[], id: string, param: string): number {
  const position = rows.findIndex((row) => row.id === id);
  if (position < 0) throw invalid(`No such object: '${id}'`, { code: "resource_missing", param });
  return position;
}

export function isInRange(created: number, range: TimeRange | undefined): boolean {
  if (range === undefined) return true;
  if (typeof range === "number") return created === range;
  const { gt = -1, gte = 0, lt = Infinity, lte = Infinity } = range;
  return created > gt && created >= gte && created < lt && created <= lte;
}
