import type { ReactNode } from "react";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";

export type Column<Item> = {
  key: string;
  name: string;
  cell: (item: Item) => ReactNode;
  align?: "start" | "end" | "center";
  /** The column that names the row, and titles the card on a narrow screen. One a table. */
  isTitle?: boolean;
  /** Short words, which a wide neighbour must not break over lines: they part only at a mark or a space. */
  isWhole?: boolean;
  /** Set with `sortHref` on a column that can order the list. */
  sort?: "ascending" | "descending";
  sortHref?: string;
};

type DataTableProps<Item> = {
  caption: string;
  columns: readonly Column<Item>[];
  items: readonly Item[];
  rowKey: (item: Item) => string;
  rowTone?: (item: Item) => "plain" | "warning" | "danger" | "chosen";
  /** Shown instead of the table when there is no item: EmptyState or NoMatch. */
  whenEmpty: ReactNode;
  /** Pagination under the table. */
  foot?: ReactNode;
};

/** A list as a table, or as cards under 640 px. Rendered on the server: order, filters and cursor are links. */
export function DataTable<Item>({ caption, columns, items, rowKey, rowTone, whenEmpty, foot }: DataTableProps<Item>) {
  if (items.length === 0) return <>{whenEmpty}</>;
  return (
    <>
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        <Table caption={caption}>
          <TableHead>
            {columns.map((column) => (
              <HeaderCell key={column.key} align={column.align} sort={column.sort}>
                {column.sortHref ? (
                  <a href={column.sortHref} className="inline-flex min-h-6 items-center gap-1 underline decoration-line-strong underline-offset-4 hover:text-accent-strong">
                    {column.name}
                    <span aria-hidden="true">{column.sort === "ascending" ? "↑" : column.sort === "descending" ? "↓" : "↕"}</span>
                  </a>
                ) : (
                  column.name
                )}
              </HeaderCell>
            ))}
          </TableHead>
          <TableBody>
            {items.map((item) => (
              <TableRow key={rowKey(item)} tone={rowTone?.(item)}>
                {columns.map((column) => (
                  <Cell key={column.key} align={column.align} isHeader={column.isTitle} isWhole={column.isWhole} label={column.isTitle ? undefined : column.name}>
                    {column.cell(item)}
                  </Cell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      {foot}
    </>
  );
}
