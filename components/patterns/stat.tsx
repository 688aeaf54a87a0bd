import type { ReactNode } from "react";

/** One number with its name: for the tops of overview pages. */
export function Stat({ name, value, text, href }: { name: ReactNode; value: ReactNode; text?: ReactNode; href?: string }) {
  return (
    <div className="relative min-w-0 rounded-lg border border-line bg-surface p-[calc(var(--card-pad)*0.8)]">
      <p className="text-[0.875em] text-ink-faint">{href ? <a href={href} className="after:absolute after:inset-0 hover:text-accent-strong hover:underline">{name}</a> : name}</p>
      <p className="figures text-[1.6em] leading-tight font-semibold">{value}</p>
      {text && <p className="text-[0.875em] leading-snug text-ink-soft">{text}</p>}
    </div>
  );
}
