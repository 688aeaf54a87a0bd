"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect } from "react";
import { type DefaultValues, type FieldValues, type Path, useForm } from "react-hook-form";
import type { z } from "zod";
import { problemOf } from "../layout/trpc-provider";
import { showFieldErrors } from "../patterns/form-field";
import type { DraftFields } from "./use-opening";

type StepSchema<Values extends FieldValues> = z.ZodType<Values, Values>;

/** A form on the server's own schema; errors show at fields after the first try, and mend themselves while typing. */
export function useSchemaForm<Values extends FieldValues>(schema: StepSchema<Values>, defaultValues: DefaultValues<Values>) {
  return useForm<Values, unknown, Values>({ resolver: zodResolver(schema), defaultValues, mode: "onSubmit", reValidateMode: "onChange", shouldFocusError: true });
}

/** Runs a save; refused fields get their message and the first one the focus. Returns whether it went through. */
export async function saveOr<Values extends FieldValues>(form: ReturnType<typeof useSchemaForm<Values>>, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    showFieldErrors(form, problemOf(error)?.fields);
    return false;
  }
}

/** Hands each changed field to the keeper while a person types. */
export function useKeptFields<Values extends FieldValues>(form: ReturnType<typeof useSchemaForm<Values>>, names: readonly Path<Values>[], keep: (fields: DraftFields) => void): void {
  useEffect(() => {
    const subscription = form.watch((values, { name, type }) => {
      if (type === "change" && name && names.includes(name)) keep({ [name]: (values as Record<string, unknown>)[name] });
    });
    return () => subscription.unsubscribe();
  }, [form, names, keep]);
}
