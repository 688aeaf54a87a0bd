import type { ReactNode } from "react";

/** A page's one h1, what is above it (breadcrumb), under it, and its actions. */
export function PageHeader({ title, text, above, badges, actions }: { title: ReactNode; text?: ReactNode; above?: ReactNode; badges?: ReactNode; actions?: ReactNode }) {
  return (
    <header className="mb-[calc(var(--stack)*1.2)] flex flex-col gap-2">
      {above}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="text-[clamp(1.35em,1.1em+1.4vw,1.85em)] leading-snug font-semibold">{title}</h1>
            {badges}
          </div>
          {text && <p className="mt-1 max-w-[54rem] text-ink-soft">{text}</p>}
        </div>
        {actions && <div className="flex flex-wrap gap-2.5">{actions}</div>}
      </div>
    </header>
  );
}
