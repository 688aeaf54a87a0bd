import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from "react";
import { FieldError, RequiredSign } from "./field";

type BareInput = Omit<InputHTMLAttributes<HTMLInputElement>, "className" | "style" | "type"> & { ref?: Ref<HTMLInputElement> };

/** A box with its words to the right; the whole line is the target. */
export function Checkbox({ label, hint, error, id, ...input }: BareInput & { label: ReactNode; hint?: ReactNode; error?: ReactNode }) {
  const made = useId();
  const controlId = id ?? made;
  const describedBy = [hint ? `${controlId}-hint` : "", error ? `${controlId}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={controlId} className="inline-flex min-h-7 items-start gap-2.5 leading-snug">
        <input {...input} type="checkbox" id={controlId} aria-invalid={error ? true : undefined} aria-describedby={describedBy || undefined} className="mt-0.5 size-5 shrink-0 accent-accent" />
        <span>{label}</span>
      </label>
      {hint && (
        <p id={`${controlId}-hint`} className="pl-7.5 text-[0.875em] leading-snug text-ink-faint">
          {hint}
        </p>
      )}
      {error && <FieldError id={`${controlId}-error`}>{error}</FieldError>}
    </div>
  );
}

export type RadioOption = { value: string; title: ReactNode; text?: ReactNode; aside?: ReactNode; isDisabled?: boolean };
type RadioCardsProps = BareInput & {
  legend: ReactNode;
  isLegendHidden?: boolean;
  hint?: ReactNode;
  error?: ReactNode;
  options: readonly RadioOption[];
  columns?: 1 | 2 | 3;
};

const grids = { 1: "grid-cols-1", 2: "grid-cols-1 sm:grid-cols-2", 3: "grid-cols-1 sm:grid-cols-2 lg:grid-cols-3" } as const;

/** One of a few, each as a card. Uncontrolled by default; `{...register("name")}` or `name` with `defaultValue` both fit. */
export function RadioCards({ legend, isLegendHidden = false, hint, error, options, columns = 1, value, defaultValue, required, id, ...input }: RadioCardsProps) {
  const made = useId();
  const baseId = id ?? made;
  const describedBy = [hint ? `${baseId}-hint` : "", error ? `${baseId}-error` : ""].filter(Boolean).join(" ");
  return (
    <fieldset className="flex min-w-0 flex-col gap-2" aria-describedby={describedBy || undefined} aria-invalid={error ? true : undefined}>
      <legend className={isLegendHidden ? "sr-only" : "mb-1.5 text-[0.9375em] font-medium"}>
        {legend}
        {required && <RequiredSign />}
      </legend>
      {hint && (
        <p id={`${baseId}-hint`} className="text-[0.875em] leading-snug text-ink-faint">
          {hint}
        </p>
      )}
      <div className={`grid gap-2.5 ${grids[columns]}`}>
        {options.map((option) => (
          <label
            key={option.value}
            className="flex items-start gap-3 rounded-md border border-line-strong bg-surface p-[calc(var(--card-pad)*0.6)] has-checked:border-accent has-checked:bg-accent-soft has-checked:shadow-[inset_0_0_0_1px_var(--accent)] has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus has-disabled:bg-sunken has-disabled:text-ink-faint"
          >
            <input
              {...input}
              type="radio"
              value={option.value}
              id={`${baseId}-${option.value}`}
              required={required}
              disabled={option.isDisabled ?? input.disabled}
              {...(value === undefined ? { defaultChecked: defaultValue === undefined ? undefined : defaultValue === option.value } : { checked: value === option.value })}
              className="mt-1 size-4.5 shrink-0 accent-accent outline-none"
            />
            <span className="flex min-w-0 flex-1 flex-col gap-0.5">
              <span className="flex flex-wrap items-baseline justify-between gap-x-3 font-medium">
                <span>{option.title}</span>
                {option.aside && <span className="font-normal text-ink-soft">{option.aside}</span>}
              </span>
              {option.text && <span className="text-[0.875em] leading-snug text-ink-soft">{option.text}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && <FieldError id={`${baseId}-error`}>{error}</FieldError>}
    </fieldset>
  );
}
