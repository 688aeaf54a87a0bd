import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Tone } from "./badge";

export type TimelineEntry = { id: string; title: ReactNode; at: ReactNode; by?: ReactNode; text?: ReactNode; tone?: Tone };

const dots = { neutral: "bg-line-strong", accent: "bg-accent", info: "bg-info", success: "bg-success", warning: "bg-warning", danger: "bg-danger" } as const satisfies Record<Tone, string>;

/** What happened, when and by whom, in the order given. */
export function Timeline({ label, entries }: { label: string; entries: readonly TimelineEntry[] }) {
  return (
    <ol aria-label={label} className="flex flex-col">
      {entries.map((entry, index) => (
        <li key={entry.id} className="relative flex gap-4 pb-(--stack) last:pb-0">
          {index < entries.length - 1 && <span aria-hidden="true" className="absolute top-4 bottom-[-0.25rem] left-[0.34375rem] w-0.5 bg-line" />}
          <span aria-hidden="true" className={clsx("relative mt-[0.45em] size-3 shrink-0 rounded-full ring-4 ring-surface", dots[entry.tone ?? "neutral"])} />
          <div className="min-w-0 flex-1">
            <p className="leading-snug font-medium">{entry.title}</p>
            <p className="text-[0.875em] leading-snug text-ink-faint">
              <span className="figures">{entry.at}</span>
              {entry.by && <span> · {entry.by}</span>}
            </p>
            {entry.text && <div className="mt-1 text-[0.9375em] leading-relaxed text-ink-soft">{entry.text}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
