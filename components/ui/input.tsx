import { clsx } from "clsx";
import type { InputHTMLAttributes, Ref, SelectHTMLAttributes, TextareaHTMLAttributes } from "react";

const box = clsx(
  "w-full min-w-0 rounded-md border border-line-strong bg-surface text-(length:--control-text) text-ink",
  "px-(--control-pad) placeholder:text-ink-faint hover:border-ink-soft",
  "disabled:bg-sunken disabled:text-ink-faint [&[readonly]]:bg-sunken aria-invalid:border-2 aria-invalid:border-danger",
);

type Bare<T> = Omit<T, "className" | "style">;

export function Input({ type = "text", ...rest }: Bare<InputHTMLAttributes<HTMLInputElement>> & { ref?: Ref<HTMLInputElement> }) {
  return <input {...rest} type={type} className={clsx(box, "min-h-(--control-height)", (type === "number" || type === "date") && "figures")} />;
}

export function Textarea({ rows = 4, ...rest }: Bare<TextareaHTMLAttributes<HTMLTextAreaElement>> & { ref?: Ref<HTMLTextAreaElement> }) {
  return <textarea {...rest} rows={rows} className={clsx(box, "py-2")} />;
}

/** The browser's own select: works with any keyboard, reader and phone. */
export function Select(props: Bare<SelectHTMLAttributes<HTMLSelectElement>> & { ref?: Ref<HTMLSelectElement> }) {
  return <select {...props} className={clsx(box, "min-h-(--control-height) appearance-auto")} />;
}
