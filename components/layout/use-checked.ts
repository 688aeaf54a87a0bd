"use client";

import { useState } from "react";
import type { z } from "zod";
import { problemOf } from "./trpc-provider";

/** A small form's values, held to their schema before they are sent: what it finds and what the call answers are both told by field. */
export function useChecked<S extends z.ZodType>(schema: S, call: { mutate: (values: z.output<S>) => void; error: unknown }) {
  const [found, setFound] = useState<Record<string, string>>({});
  const problem = problemOf(call.error);
  return {
    send(values: Record<keyof z.input<S>, unknown>): void {
      const parsed = schema.safeParse(values);
      setFound(parsed.success ? {} : Object.fromEntries(parsed.error.issues.map((issue) => [String(issue.path[0]), issue.message])));
      if (parsed.success) call.mutate(parsed.data);
    },
    codeAt: (name: string): string | undefined => found[name] ?? problem?.fields?.[name],
    /** What belongs to no single field. */
    words: problem && !problem.fields ? problem.words : null,
  };
}
