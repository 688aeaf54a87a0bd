import { clsx } from "clsx";
import type { ReactNode } from "react";

/** One number with its name: for the tops of overview pages. `isWide` gives a sum of money a whole row on a narrow screen. */
export function Stat({ name, value, text, href, isWide = false }: { name: ReactNode; value: ReactNode; text?: ReactNode; href?: string; isWide?: boolean }) {
  return (
    <div className={clsx("relative min-w-0 rounded-lg border border-line bg-surface p-[calc(var(--card-pad)*0.8)]", isWide && "col-span-2 lg:col-span-1")}>
      <p className="text-[0.875em] text-ink-faint">{href ? <a href={href} className="after:absolute after:inset-0 hover:text-accent-strong hover:underline">{name}</a> : name}</p>
      <p className="figures text-[1.6em] leading-tight font-semibold">{value}</p>
      {text && <p className="text-[0.875em] leading-snug text-ink-soft">{text}</p>}
    </div>
  );
}
