import { clsx } from "clsx";
import type { ReactNode } from "react";

type Align = "start" | "end" | "center";
const aligns = { start: "text-start", end: "sm:text-end", center: "sm:text-center" } as const;

/**
 * A real table that becomes one card a row under 640 px, so nothing scrolls sideways (AX3). Explicit roles, because
 * `display` other than `table` makes browsers forget what the elements are.
 */
export function Table({ caption, isCaptionHidden = true, children }: { caption: ReactNode; isCaptionHidden?: boolean; children: ReactNode }) {
  return (
    <table role="table" className="block w-full border-collapse text-start text-[0.9375em] sm:table">
      <caption className={isCaptionHidden ? "sr-only" : "mb-2 block text-start font-medium sm:table-caption"}>{caption}</caption>
      {children}
    </table>
  );
}

export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead role="rowgroup" className="sr-only sm:not-sr-only sm:table-header-group">
      <tr role="row">{children}</tr>
    </thead>
  );
}

/** `sort` says how the rows stand by this column now; put the link that changes it inside. */
export function HeaderCell({ children, align = "start", sort }: { children: ReactNode; align?: Align; sort?: "ascending" | "descending" }) {
  return (
    <th role="columnheader" scope="col" aria-sort={sort} className={clsx("border-b border-line-strong px-(--cell-x) py-[calc(var(--cell-y)*0.75)] text-[0.875em] font-medium whitespace-nowrap text-ink-soft", aligns[align])}>
      {children}
    </th>
  );
}

export function TableBody({ children }: { children: ReactNode }) {
  return (
    <tbody role="rowgroup" className="block sm:table-row-group">
      {children}
    </tbody>
  );
}

/** A row; `tone` marks one that wants a look, and only ever beside a word that says why. */
export function TableRow({ children, tone = "plain" }: { children: ReactNode; tone?: "plain" | "warning" | "danger" | "chosen" }) {
  const tones = { plain: "hover:bg-paper", warning: "bg-warning-soft", danger: "bg-danger-soft", chosen: "bg-accent-soft" } as const;
  return (
    <tr role="row" className={clsx("relative block border-b border-line px-(--cell-x) py-(--cell-y) last:border-b-0 sm:table-row sm:p-0", tones[tone])}>
      {children}
    </tr>
  );
}

type CellProps = {
  children: ReactNode;
  align?: Align;
  /** The column's name, shown before the value in the card form; leave out for the cell that titles the card. */
  label?: string;
  isHeader?: boolean;
  /** Its words part only at a mark or a space. */
  isWhole?: boolean;
  colSpan?: number;
};

/** A cell. `isHeader` makes it the row's own name. */
export function Cell({ children, align = "start", label, isHeader = false, isWhole = false, colSpan }: CellProps) {
  const Tag = isHeader ? "th" : "td";
  return (
    <Tag
      role={isHeader ? "rowheader" : "cell"}
      scope={isHeader ? "row" : undefined}
      colSpan={colSpan}
      className={clsx(
        "flex min-w-0 items-baseline justify-between gap-4 py-1 text-start align-top sm:table-cell sm:px-(--cell-x) sm:py-(--cell-y)",
        isHeader ? "font-medium" : "font-normal",
        isWhole && "sm:break-keep sm:wrap-break-word",
        aligns[align],
      )}
    >
      {label && (
        <span aria-hidden="true" className="shrink-0 text-[0.875em] text-ink-faint sm:hidden">
          {label}
        </span>
      )}
      <span className={clsx("min-w-0", label && "text-end sm:[text-align:inherit]")}>{children}</span>
    </Tag>
  );
}
