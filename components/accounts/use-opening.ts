"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { z } from "zod";
import type { KeepDraft, OpeningView } from "@/server/accounts/opening.schema";
import { problemOf, useTRPC } from "../layout/trpc-provider";

/** The application as this browser last heard of it; the version that the next save must name. */
export function useOpening(initial: OpeningView) {
  const client = useQueryClient();
  const options = useTRPC().opening.mine.queryOptions();
  const { data } = useQuery({ ...options, initialData: initial, staleTime: Number.POSITIVE_INFINITY });
  const { queryKey } = options;
  const put = useCallback((view: OpeningView) => client.setQueryData(queryKey, view), [client, queryKey]);
  const latest = useCallback(() => client.getQueryData<OpeningView | null>(queryKey) ?? initial, [client, queryKey, initial]);
  const reload = useCallback(() => client.fetchQuery({ ...options, staleTime: 0 }), [client, options]);
  return { opening: data ?? initial, put, latest, reload };
}

export type DraftFields = z.input<typeof KeepDraft>["fields"];
export type KeepState = "idle" | "saving" | "saved" | "offline" | "stale";
const PAUSE_MS = 700;

/** Keeps typed fields on the server a moment after the last key; saves go one after another, so versions never cross. */
export function useKeeper({ latest, put }: Pick<ReturnType<typeof useOpening>, "latest" | "put">) {
  const [state, setState] = useState<KeepState>("idle");
  const waiting = useRef<DraftFields>({});
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const chain = useRef<Promise<void>>(Promise.resolve());
  const { mutateAsync } = useMutation(useTRPC().opening.keep.mutationOptions());

  const flush = useCallback((): Promise<void> => {
    clearTimeout(timer.current);
    const fields = waiting.current;
    if (Object.keys(fields).length === 0) return chain.current;
    waiting.current = {};
    chain.current = chain.current.then(async () => {
      setState("saving");
      try {
        const before = latest();
        const { version } = await mutateAsync({ version: before.version, fields });
        const after = latest();
        put({
          ...after, ...(fields as Partial<OpeningView>), version,
          isPhoneConfirmed: after.isPhoneConfirmed && (fields.contactPhone ?? after.contactPhone) === after.contactPhone,
          isEmailConfirmed: after.isEmailConfirmed && (fields.email ?? after.email) === after.email,
        });
        setState("saved");
      } catch (error) {
        const code = problemOf(error)?.code;
        // A field that is not right yet is told at the field when the step is sent; the rest is tried again with the next key.
        if (code === "FIELDS_REFUSED") return setState("idle");
        waiting.current = { ...fields, ...waiting.current };
        setState(code === "CHANGED_MEANWHILE" ? "stale" : "offline");
      }
    });
    return chain.current;
  }, [latest, put, mutateAsync]);

  const keep = useCallback((fields: DraftFields) => {
    waiting.current = { ...waiting.current, ...fields };
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), PAUSE_MS);
  }, [flush]);

  /** Forgets what waits, because the step's own save carries it, and waits for what is on its way. */
  const settle = useCallback(async () => {
    clearTimeout(timer.current);
    waiting.current = {};
    await chain.current;
  }, []);

  useEffect(() => () => void flush(), [flush]);
  return { keep, settle, state };
}
