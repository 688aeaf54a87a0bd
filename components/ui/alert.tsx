import type { ReactNode } from "react";
import { Word } from "../say/said";
import { Glyph } from "./glyph";

type AlertProps = {
  tone?: "info" | "success" | "warning" | "danger";
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** `alert` interrupts a reader (a failure just now), `status` waits, `note` is part of the page. */
  role?: "alert" | "status" | "note";
};

const tones = {
  info: "border-info-line bg-info-soft text-info",
  success: "border-success-line bg-success-soft text-success",
  warning: "border-warning-line bg-warning-soft text-warning",
  danger: "border-danger-line bg-danger-soft text-danger",
} as const;

export function Alert({ tone = "info", title, children, actions, role = "note" }: AlertProps) {
  return (
    <div role={role} className={`flex items-start gap-3 rounded-md border px-4 py-3 text-[0.9375em] ${tones[tone]}`}>
      <span className="mt-1">
        <Glyph name={tone} />
      </span>
      <div className="min-w-0 flex-1">
        {title && <p className="leading-relaxed font-semibold"><Word>{title}</Word></p>}
        {children && <div className="leading-relaxed text-ink"><Word>{children}</Word></div>}
        {actions && <div className="mt-2.5 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
