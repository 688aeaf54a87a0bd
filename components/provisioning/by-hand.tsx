"use client";

import type { UseMutationResult } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { useOnceKey } from "../layout/once-key";
import { problemOf } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { TextField, TextareaField } from "../ui/text-field";

type Field = { name: string; label: string; hint?: string; isLong?: boolean; isUrl?: boolean };
type Props<Sent> = {
  /** Names the intention, for the key that makes it one. */
  what: string;
  title: string;
  text?: string;
  fields: readonly Field[];
  confirm: string;
  isGrave?: boolean;
  mutation: UseMutationResult<void, unknown, Sent>;
  inputOf: (key: string, text: (name: string) => string) => Sent;
};

/** PR10: one way to settle a request by a person's hand. */
export function ByHand<Sent>({ what, title, text, fields, confirm, isGrave = false, mutation, inputOf }: Props<Sent>) {
  const { key } = useOnceKey(what);
  const [errors, setErrors] = useState<Record<string, string>>({});
  function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    mutation.mutate(inputOf(key, (name) => String(given.get(name) ?? "")), { onError: (error) => setErrors(problemOf(error)?.fields ?? {}) });
  }
  return (
    <form method="post" onSubmit={send} noValidate className="flex flex-col gap-3 border-t border-line pt-3">
      <h3 className="font-medium">{title}</h3>
      {text && <p className="text-sm text-ink-soft">{text}</p>}
      {fields.map(({ isLong, isUrl, ...field }) => (isLong ? <TextareaField key={field.name} {...field} rows={2} error={fieldProblem(errors[field.name])} /> : <TextField key={field.name} {...field} {...(isUrl ? { inputMode: "url" as const } : {})} error={fieldProblem(errors[field.name])} />))}
      <FormProblem>{mutation.error && Object.keys(errors).length === 0 ? problemOf(mutation.error)?.words : null}</FormProblem>
      <div>
        <Button type="submit" {...(isGrave ? { variant: "danger" as const } : {})} isBusy={mutation.isPending || !key}>{confirm}</Button>
      </div>
    </form>
  );
}
