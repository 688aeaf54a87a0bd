import type { ReactNode } from "react";

export type Tone = "neutral" | "accent" | "info" | "success" | "warning" | "danger";

const tones = {
  neutral: "bg-sunken text-ink-soft border-line",
  accent: "bg-accent-soft text-accent-strong border-accent-line",
  info: "bg-info-soft text-info border-info-line",
  success: "bg-success-soft text-success border-success-line",
  warning: "bg-warning-soft text-warning border-warning-line",
  danger: "bg-danger-soft text-danger border-danger-line",
} as const satisfies Record<Tone, string>;

/** A word in a frame. With `hasDot` the frame is left out for a dot, for dense tables. */
export function Badge({ children, tone = "neutral", hasDot = false }: { children: ReactNode; tone?: Tone; hasDot?: boolean }) {
  return (
    <span className={`inline-flex align-[0.1em] items-center gap-1.5 rounded-sm border px-2 py-0.5 text-[0.8125rem] leading-snug font-medium whitespace-nowrap ${tones[tone]}`}>
      {hasDot && <span aria-hidden="true" className="size-1.5 rounded-full bg-current" />}
      {children}
    </span>
  );
}
