import { clsx } from "clsx";
import type { ReactNode } from "react";

type CardProps = {
  children: ReactNode;
  /** `plain` sits on the page, `raised` floats a little, `sunken` steps back, `accent` is the one to look at. */
  tone?: "plain" | "raised" | "sunken" | "accent";
  /** No inner space, for a table that goes to the edges. */
  isFlush?: boolean;
  as?: "div" | "section" | "article" | "li";
  /** Id of the heading that names a section or article. */
  labelledBy?: string;
};

const tones = {
  plain: "border border-line bg-surface",
  raised: "border border-line bg-surface shadow-card",
  sunken: "bg-sunken",
  accent: "border border-accent-line bg-accent-soft",
} as const;

/** A surface. Positioned, so that a covering link inside makes all of it one target. */
export function Card({ children, tone = "plain", isFlush = false, as: Tag = "div", labelledBy }: CardProps) {
  return (
    <Tag aria-labelledby={labelledBy} className={clsx("relative min-w-0 rounded-lg", tones[tone], isFlush ? "overflow-hidden" : "p-(--card-pad)")}>
      {children}
    </Tag>
  );
}

/** A card's head: title, a line under it, and actions to the right that wrap under it when there is no room. */
export function CardHeader({ title, id, text, actions, level = 2 }: { title: ReactNode; id?: string; text?: ReactNode; actions?: ReactNode; level?: 2 | 3 | 4 }) {
  const Heading = `h${level}` as const;
  return (
    <div className="mb-(--stack) flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
      <div className="min-w-0">
        <Heading id={id} className="text-[1.125em] leading-snug font-semibold">
          {title}
        </Heading>
        {text && <p className="mt-0.5 text-[0.9em] text-ink-soft">{text}</p>}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}

/** Children in a column with the density's own distance. */
export function Stack({ children, gap = "md" }: { children: ReactNode; gap?: "sm" | "md" | "lg" }) {
  const gaps = { sm: "gap-[calc(var(--stack)*0.5)]", md: "gap-(--stack)", lg: "gap-[calc(var(--stack)*2)]" } as const;
  return <div className={clsx("flex min-w-0 flex-col", gaps[gap])}>{children}</div>;
}

/** Children in a row that wraps. */
export function Row({ children, align = "center", justify = "start" }: { children: ReactNode; align?: "center" | "start" | "baseline" | "end"; justify?: "start" | "between" | "end" }) {
  const aligns = { center: "items-center", start: "items-start", baseline: "items-baseline", end: "items-end" } as const;
  const justifies = { start: "justify-start", between: "justify-between", end: "justify-end" } as const;
  return <div className={clsx("flex min-w-0 flex-wrap gap-x-3 gap-y-2", aligns[align], justifies[justify])}>{children}</div>;
}

/** Columns that fall into one on a narrow screen. */
export function Grid({ children, columns = 2 }: { children: ReactNode; columns?: 2 | 3 | 4 | "stats" | "aside" }) {
  const grids = { 2: "md:grid-cols-2", 3: "md:grid-cols-2 lg:grid-cols-3", 4: "grid-cols-2 lg:grid-cols-4", stats: "grid-cols-2 items-stretch lg:grid-cols-3", aside: "lg:grid-cols-[minmax(0,1fr)_22rem]" } as const;
  return <div className={clsx("grid min-w-0 gap-(--stack)", columns !== "stats" && "items-start", grids[columns])}>{children}</div>;
}
