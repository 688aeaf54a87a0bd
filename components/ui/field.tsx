import { type ReactNode, useId } from "react";
import { Word } from "../say/said";
import { Glyph } from "./glyph";

/** What the control inside a Field must carry so that label, hint and error belong to it. */
export type ControlProps = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined; "aria-required": true | undefined };

export type FieldText = {
  label: ReactNode;
  hint?: ReactNode;
  /** Shown at the field and read with it (AX4). */
  error?: ReactNode;
  isRequired?: boolean;
  /** Keeps the label for readers only, where a heading already says it. */
  isLabelHidden?: boolean;
  /** Fix the id when an error summary links to the field. */
  id?: string;
};

/** Label, hint and error around any one control: `<Field label="…">{(control) => <Input {...control} />}</Field>`. */
export function Field({ label, hint, error, isRequired = false, isLabelHidden = false, id, children }: FieldText & { children: (control: ControlProps) => ReactNode }) {
  const made = useId();
  const controlId = id ?? made;
  const hintId = hint ? `${controlId}-hint` : null;
  const errorId = error ? `${controlId}-error` : null;
  const describedBy = [hintId, errorId].filter((part) => part !== null).join(" ");
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={controlId} className={isLabelHidden ? "sr-only" : "text-[0.9375em] leading-snug font-medium text-ink"}>
        {label}
        {isRequired && <RequiredSign />}
      </label>
      {hint && (
        <p id={`${controlId}-hint`} className="-mt-0.5 text-[0.875em] leading-snug text-ink-faint">
          {hint}
        </p>
      )}
      {children({ id: controlId, "aria-describedby": describedBy || undefined, "aria-invalid": error ? true : undefined, "aria-required": isRequired || undefined })}
      {error && <FieldError id={`${controlId}-error`}>{error}</FieldError>}
    </div>
  );
}

export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="flex items-start gap-1.5 text-[0.875em] leading-snug font-medium text-danger">
      <Glyph name="danger" size="1.2em" />
      <span><Word>{children}</Word></span>
    </p>
  );
}

export function RequiredSign() {
  return (
    <span aria-hidden="true" className="ml-1 text-danger">
      *
    </span>
  );
}
