import { clsx } from "clsx";
import type { ReactNode } from "react";

export type Description = { term: ReactNode; value: ReactNode };

/**
 * Name and value pairs. `rows` puts them side by side in lines, and one under the other where the list itself is narrower
 * than 20 of its letters, so that a value is never squeezed; `grid` makes columns with the name above.
 */
export function DescriptionList({ items, layout = "rows" }: { items: readonly Description[]; layout?: "rows" | "grid" }) {
  const isGrid = layout === "grid";
  return (
    <dl className={isGrid ? "grid gap-x-6 gap-y-(--stack) sm:grid-cols-2 lg:grid-cols-3" : "@container divide-y divide-line"}>
      {items.map((item, index) => (
        <div key={index} className={clsx("min-w-0", !isGrid && "grid gap-x-4 gap-y-0.5 py-[calc(var(--cell-y)*0.7)] @[20em]:grid-cols-[minmax(5em,min(32%,11em))_minmax(0,1fr)]")}>
          <dt className="text-[0.9375em] text-ink-faint">{item.term}</dt>
          <dd className="min-w-0">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
