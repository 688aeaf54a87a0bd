import { openJournal, type Change } from "./journal";
import { indexedFields, type IndexedField, type Row, type TableName } from "./tables";

type Rows = Map<string, { id: string }>;

export type Reader = {
  get: <T extends TableName>(table: T, id: string) => Row<T> | undefined;
  /** Oldest first. */
  all: <T extends TableName>(table: T) => Row<T>[];
  /** Rows whose field refers to the id, oldest first. */
  by: <T extends TableName>(table: T, field: IndexedField, id: string) => Row<T>[];
};

/** Everything one call changes; nothing is seen or written before `commit`, so a refused call leaves no trace. */
export type Transaction = Reader & {
  put: <T extends TableName>(table: T, row: Row<T>) => void;
  remove: (table: TableName, id: string) => void;
  commit: () => void;
};

export type Store = Reader & { begin: () => Transaction; close: () => void };

/** All rows in memory, rebuilt from the journal at the start. */
export function openStore(dataDir: string | undefined): Store {
  const tables = new Map<TableName, Rows>();
  const index = new Map<string, Set<string>>();
  const rowsOf = (table: TableName): Rows => {
    const known = tables.get(table);
    if (known) return known;
    const fresh: Rows = new Map();
    tables.set(table, fresh);
    return fresh;
  };

  function apply(changes: readonly Change[]): void {
    for (const [table, id, row] of changes) {
      if (row === null) {
        rowsOf(table).delete(id);
        continue;
      }
      rowsOf(table).set(id, row);
      for (const field of indexedFields) remember(table, field, id, row);
    }
  }

  function remember(table: TableName, field: IndexedField, id: string, row: object): void {
    const value = valueOf(row, field);
    if (value === null) return;
    const place = `${table} ${field} ${value}`;
    const ids = index.get(place);
    if (ids) ids.add(id);
    else index.set(place, new Set([id]));
  }

  const reader: Reader = {
    get: <T extends TableName>(table: T, id: string) => rowsOf(table).get(id) as Row<T> | undefined,
    all: <T extends TableName>(table: T) => [...rowsOf(table).values()] as Row<T>[],
    by: <T extends TableName>(table: T, field: IndexedField, id: string) => {
      const rows = [...(index.get(`${table} ${field} ${id}`) ?? [])].map((rowId) => rowsOf(table).get(rowId));
      return rows.filter((row) => row !== undefined && valueOf(row, field) === id) as Row<T>[];
    },
  };

  const journal = openJournal(dataDir, apply);
  return { ...reader, begin: () => begin(reader, (changes) => {
    journal.write(changes);
    apply(changes);
  }), close: journal.close };
}

function begin(reader: Reader, keep: (changes: readonly Change[]) => void): Transaction {
  const staged = new Map<string, Change>();
  const stage = (change: Change) => void staged.set(`${change[0]} ${change[1]}`, change);
  const merged = <T extends TableName>(table: T, stored: Row<T>[], fits: (row: Row<T>) => boolean): Row<T>[] => {
    const result = new Map<string, Row<T>>(stored.map((row) => [row.id, row]));
    for (const [name, id, row] of staged.values()) {
      if (name !== table) continue;
      if (row !== null && fits(row as Row<T>)) result.set(id, row as Row<T>);
      else result.delete(id);
    }
    return [...result.values()];
  };
  return {
    get: (table, id) => {
      const change = staged.get(`${table} ${id}`);
      return change ? ((change[2] ?? undefined) as Row<typeof table> | undefined) : reader.get(table, id);
    },
    all: (table) => merged(table, reader.all(table), () => true),
    by: (table, field, id) => merged(table, reader.by(table, field, id), (row) => valueOf(row, field) === id),
    put: (table, row) => stage([table, row.id, row] as unknown as Change),
    remove: (table, id) => stage([table, id, null] as Change),
    commit: () => {
      if (staged.size > 0) keep([...staged.values()]);
      staged.clear();
    },
  };
}

function valueOf(row: object, field: IndexedField): string | null {
  const value = (row as Record<string, unknown>)[field];
  return typeof value === "string" ? value : null;
}
