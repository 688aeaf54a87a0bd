import { textOf } from "./text-file";

const cellText = (cell: unknown): string => (cell === null || cell === undefined ? "" : cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell as string | number | boolean));
const csvCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Not a table that can be read: some other file under the name, or a broken one. */
export class UnreadableFile extends Error {}

/**
 * A table as CSV text: a text file as it is, of an Excel workbook the first sheet. It is unpacked here, in the browser of whoever brings it, so that
 * the server never opens an archive that somebody made.
 */
export async function tableTextOf(file: File): Promise<string> {
  if (!file.name.toLowerCase().endsWith(".xlsx")) return textOf(file);
  const { readSheet } = await import("read-excel-file/browser");
  const rows = await readSheet(file).catch(() => {
    throw new UnreadableFile();
  });
  return rows.map((row) => row.map((cell) => csvCell(cellText(cell))).join(",")).join("\r\n");
}
