import type { ComponentProps } from "react";
import { Field, type FieldText } from "./field";
import { Input, Select, Textarea } from "./input";

type With<T> = FieldText & Omit<T, keyof FieldText>;

/** A labelled input. The rest of the props go to the input, so `{...register("name")}` fits. */
export function TextField({ label, hint, error, isRequired, isLabelHidden, id, ...input }: With<ComponentProps<typeof Input>>) {
  return (
    <Field {...{ label, hint, error, isRequired, isLabelHidden, id }}>{(control) => <Input {...input} {...control} />}</Field>
  );
}

export function TextareaField({ label, hint, error, isRequired, isLabelHidden, id, ...input }: With<ComponentProps<typeof Textarea>>) {
  return (
    <Field {...{ label, hint, error, isRequired, isLabelHidden, id }}>{(control) => <Textarea {...input} {...control} />}</Field>
  );
}

/** A labelled select; the options are its children. */
export function SelectField({ label, hint, error, isRequired, isLabelHidden, id, ...input }: With<ComponentProps<typeof Select>>) {
  return (
    <Field {...{ label, hint, error, isRequired, isLabelHidden, id }}>{(control) => <Select {...input} {...control} />}</Field>
  );
}
