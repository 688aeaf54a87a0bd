import { clsx } from "clsx";
import type { ReactNode } from "react";

export type Description = { term: ReactNode; value: ReactNode };

/** Name and value pairs. `rows` puts them side by side in lines, `grid` in columns with the name above. */
export function DescriptionList({ items, layout = "rows" }: { items: readonly Description[]; layout?: "rows" | "grid" }) {
  const isGrid = layout === "grid";
  return (
    <dl className={isGrid ? "grid gap-x-6 gap-y-(--stack) sm:grid-cols-2 lg:grid-cols-3" : "divide-y divide-line"}>
      {items.map((item, index) => (
        <div key={index} className={clsx("min-w-0", !isGrid && "grid gap-x-6 gap-y-0.5 py-[calc(var(--cell-y)*0.8)] sm:grid-cols-[minmax(7rem,11rem)_minmax(0,1fr)]")}>
          <dt className="text-[0.9375em] text-ink-faint">{item.term}</dt>
          <dd className="min-w-0">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
