import { type z } from "zod";

export type Issue = { path: string; message: string };

/** What a handler is told about the call; its body or query comes beside it, already checked. */
export type Call = { key: string; params: Record<string, string>; query: URLSearchParams; at: string; isDouble?: boolean };

/**
 * What a handler decides. `effect` is kept together with the answer and handed to the simulator's `apply`;
 * `settled: false` marks an answer that only accepts the work; `afterwards` runs once both are on disk.
 */
export type Reply = {
  status: number;
  body: Record<string, unknown>;
  effect?: Record<string, unknown>;
  settled?: boolean;
  afterwards?: () => void;
};

export type Prepared = { ok: true; run: (call: Call) => Reply } | { ok: false; issues: Issue[] };

/** One row of a simulator's route table: the server, the page and the check against the OpenAPI file all read it. */
export type Route = {
  method: "GET" | "POST";
  path: string;
  operation: string;
  label: string;
  input: z.ZodType;
  prepare: (input: unknown) => Prepared;
};

type RouteSpec<S extends z.ZodType> = {
  method: "GET" | "POST";
  path: string;
  operation: string;
  label: string;
  input: S;
  handle: (call: Call, input: z.output<S>) => Reply;
};

/** Ties a handler to its schema, so that it never sees an unchecked body (POST) or query (GET). */
export function route<S extends z.ZodType>({ handle, ...row }: RouteSpec<S>): Route {
  return {
    ...row,
    prepare: (input) => {
      const checked = row.input.safeParse(input);
      if (!checked.success) return { ok: false, issues: issuesOf(checked.error) };
      return { ok: true, run: (call) => handle(call, checked.data) };
    },
  };
}

/** Zod's findings as the agreement's error body: a dotted path and a sentence. */
export function issuesOf(error: z.ZodError): Issue[] {
  return error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
}

/** The values of `{name}` in a template, or null when the path is another one. */
export function matchPath(template: string, pathname: string): Record<string, string> | null {
  const [wanted, given] = [template.split("/"), pathname.split("/")];
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = decoded(given[index] ?? "");
    if (value === null) return null;
    if (!part.startsWith("{")) {
      if (part !== value) return null;
    } else if (value === "") {
      return null;
    } else {
      params[part.slice(1, -1)] = value;
    }
  }
  return params;
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
