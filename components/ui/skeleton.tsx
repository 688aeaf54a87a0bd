import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Said } from "../say/said";

const shapes = { line: "h-4 rounded-sm", title: "h-8 rounded-sm", block: "h-32 rounded-lg", control: "h-(--control-height) rounded-md" } as const;
const widths = { full: "w-full", half: "w-1/2", third: "w-1/3" } as const;

/** A grey shape of what is coming. Hidden from readers: SkeletonPage says it in words. */
function Skeleton({ shape = "line", width = "full" }: { shape?: keyof typeof shapes; width?: keyof typeof widths }) {
  return <div aria-hidden="true" className={clsx("animate-pulse bg-line", shapes[shape], widths[width])} />;
}

/** A waiting page: heading, then `rows` of a table or `cards` of a grid. */
export function SkeletonPage({ label = <Said text="正在读取…" />, rows = 0, cards = 0 }: { label?: ReactNode; rows?: number; cards?: number }) {
  return (
    <div className="flex flex-col gap-(--stack)">
      <p role="status" className="sr-only">
        {label}
      </p>
      <Skeleton shape="title" width="third" />
      <Skeleton width="half" />
      {cards > 0 && (
        <div className="grid gap-(--stack) sm:grid-cols-2 lg:grid-cols-3">
          {Array.from({ length: cards }, (_, index) => (
            <Skeleton key={index} shape="block" />
          ))}
        </div>
      )}
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} shape="control" />
      ))}
    </div>
  );
}
