import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Word } from "../say/said";
import { Glyph } from "./glyph";

export type Step = { title: ReactNode; text?: ReactNode; state: "done" | "current" | "next" | "failed" };

const words = { done: "已完成", current: "进行中", next: "未开始", failed: "未通过" } as const;
const dots = {
  done: "bg-accent text-on-accent border-accent",
  current: "bg-surface text-accent-strong border-accent ring-4 ring-accent-soft",
  next: "bg-surface text-ink-faint border-line-strong",
  failed: "bg-danger text-on-accent border-danger",
} as const;

/** Where one stands in a fixed run of steps: across on wide screens, down on narrow ones. */
export function Stepper({ label, steps }: { label: string; steps: readonly Step[] }) {
  return (
    <ol aria-label={label} className="flex flex-col gap-4 sm:flex-row sm:gap-0">
      {steps.map((step, index) => (
        <li key={index} aria-current={step.state === "current" ? "step" : undefined} className="relative flex flex-1 gap-3 sm:flex-col sm:gap-2 sm:pr-4">
          {index < steps.length - 1 && (
            <span aria-hidden="true" className={clsx("absolute top-8 left-[0.9375rem] h-[calc(100%-1rem)] w-0.5 sm:top-[0.9375rem] sm:left-9 sm:h-0.5 sm:w-[calc(100%-2.75rem)]", step.state === "done" ? "bg-accent" : "bg-line")} />
          )}
          <span className={clsx("figures relative inline-flex size-8 shrink-0 items-center justify-center rounded-full border-2 text-[0.875rem] font-semibold", dots[step.state])}>
            {step.state === "done" ? <Glyph name="check" /> : step.state === "failed" ? <Glyph name="cross" /> : index + 1}
          </span>
          <span className="min-w-0">
            <span className={clsx("block leading-snug", step.state === "next" ? "text-ink-faint" : "font-medium")}>
              {step.title}
              <span className="sr-only"> <Word>{words[step.state]}</Word></span>
            </span>
            {step.text && <span className="block text-[0.875em] leading-snug text-ink-soft">{step.text}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
