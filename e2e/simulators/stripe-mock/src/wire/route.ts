import { type z } from "zod";
import type { Work } from "../core/context";
import type { FormHash } from "./form";
import { readParams } from "./params";

type Method = "GET" | "POST" | "DELETE";

/** One operation of the API: its address, its strict parameters and what it does. */
export type ApiRoute = {
  method: Method;
  path: string;
  operation: string;
  /** Checks the parameters, throwing the refusal; what it returns does the work. */
  prepare: (given: FormHash) => (work: Work, ids: Record<string, string>) => object;
};

type Spec<S extends z.ZodType> = {
  method: Method;
  path: string;
  operation: string;
  params: S;
  run: (work: Work, params: z.output<S>, ids: Record<string, string>) => object;
};

/** Ties a handler to its schema, so that it never sees an unchecked parameter. */
export function apiRoute<S extends z.ZodType>({ params, run, ...row }: Spec<S>): ApiRoute {
  return {
    ...row,
    prepare: (given) => {
      const checked = readParams(params, given);
      return (work, ids) => run(work, checked, ids);
    },
  };
}

export const idFrom = (ids: Record<string, string>): string => ids.id ?? "";
