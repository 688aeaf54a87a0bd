import type { UseFormRegisterReturn } from "react-hook-form";
import { Checkbox } from "../ui/choice";
import { FieldError } from "../ui/field";

type Props = { id: string; legend: string; options: readonly { value: string; label: string }[]; field: UseFormRegisterReturn; error: string | undefined };

/** Several of some choices, as many as are wanted, side by side where there is room. */
export function BoxGroup({ id, legend, options, field, error }: Props) {
  return (
    <fieldset className="min-w-0" aria-describedby={error ? `${id}-problem` : undefined}>
      <legend className="mb-2 font-medium">{legend}</legend>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(8rem,1fr))] gap-1.5">
        {options.map(({ value, label }) => <Checkbox key={value} value={value} label={label} {...field} id={`${id}-${value}`} />)}
      </div>
      <div role="alert">{error && <FieldError id={`${id}-problem`}>{error}</FieldError>}</div>
    </fieldset>
  );
}
