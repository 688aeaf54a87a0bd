/** Cells of a CSV text (RFC 4180, comma, semicolon or tab, with or without a byte order mark). One pass, no look-back. */
export function parseCsv(text: string): string[][] {
  const plain = text.replace(/^\ufeff/, "");
  const firstLine = plain.slice(0, plain.search(/[\r\n]|$/));
  const comma = ["\t", ";", ","].find((sign) => firstLine.includes(sign)) ?? ",";
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let isQuoted = false;
  const endCell = () => { row.push(cell); cell = ""; };
  const endRow = () => { endCell(); rows.push(row); row = []; };
  for (let at = 0; at < plain.length; at += 1) {
    const sign = plain.charAt(at);
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (plain.charAt(at + 1) === '"') { cell += '"'; at += 1; } else isQuoted = false;
    } else if (sign === '"' && cell === "") isQuoted = true;
    else if (sign === comma) endCell();
    else if (sign === "\n") endRow();
    else if (sign !== "\r") cell += sign;
  }
  if (cell !== "" || row.length > 0) endRow();
  return rows;
}

// A spreadsheet runs a cell that begins like this as a formula, some in Chinese and Japanese in full width too (promise 43).
export const startsFormula = /^[=+\-@\t\r＝＋－＠]/;

/** A cell that no spreadsheet takes for a formula, quoted where it must be. */
export function csvCell(text: string): string {
  const safe = startsFormula.test(text) ? `'${text}` : text;
  return /[",\r\n;\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What csvCell made safe, as it was before. */
export function plainCell(cell: string): string {
  const text = cell.trim();
  return text.startsWith("'") && startsFormula.test(text.slice(1)) ? text.slice(1) : text;
}
