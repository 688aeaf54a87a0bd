import type { FieldError, FieldPath, FieldValues, UseFormReturn } from "react-hook-form";
import { get } from "react-hook-form";

/** Words for the codes that schemas and services give, by code. An unknown code is shown as it is rather than swallowed. */
export type ErrorWords = Readonly<Record<string, string>>;

/** Props that bind a TextField, SelectField, Checkbox or RadioCards to a form: `<TextField label="…" {...formField(form, "name", words)} />`. */
export function formField<Values extends FieldValues, Output>(form: UseFormReturn<Values, unknown, Output>, name: FieldPath<Values>, words: ErrorWords = {}) {
  const problem = get(form.formState.errors, name) as FieldError | undefined;
  const code = problem?.message ?? (problem ? "请检查这一项" : undefined);
  return { ...form.register(name), id: `field-${name}`, error: code === undefined ? undefined : (words[code] ?? code) };
}

/** Puts a server's field errors (`fields` of AppError) at their fields and moves focus to the first; returns whether there were any. */
export function showFieldErrors<Values extends FieldValues, Output>(form: UseFormReturn<Values, unknown, Output>, fields: Record<string, string> | undefined): boolean {
  const entries = Object.entries(fields ?? {});
  entries.forEach(([name, message], index) => form.setError(name as FieldPath<Values>, { type: "server", message }, { shouldFocus: index === 0 }));
  return entries.length > 0;
}
