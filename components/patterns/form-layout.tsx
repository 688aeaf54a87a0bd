import type { ReactNode } from "react";
import { Word } from "../say/said";
import { Alert } from "../ui/alert";

/** A named group of fields in two columns where there is room. */
export function FormSection({ title, text, columns = 1, children }: { title: ReactNode; text?: ReactNode; columns?: 1 | 2; children: ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="text-lg font-semibold">{title}</legend>
      {text && <p className="mb-3 text-[0.9375em] text-ink-soft">{text}</p>}
      <div className={columns === 2 ? "mt-3 grid items-start gap-(--stack) md:grid-cols-2" : "mt-3 flex flex-col gap-(--stack)"}>{children}</div>
    </fieldset>
  );
}

/** Buttons of a form; the first child is the main one. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-3 pt-2">{children}</div>;
}

/** The problem that belongs to no single field. Always in the page, so that a reader hears it when it fills. */
export function FormProblem({ children }: { children?: ReactNode }) {
  return (
    <div role="alert" className="empty:hidden">
      {children && <Alert tone="danger"><Word>{children}</Word></Alert>}
    </div>
  );
}
