/** "25 seats", "1 mailbox", "10 mailboxes" in English; a Chinese measure word, where staff wrote no English one, stays as it is. */
export function counted(count: number | string, name: string): string {
  return `${count} ${count === 1 ? name : many(name)}`;
}

/** The plural of a regular English noun. */
export function many(name: string): string {
  if (!/^[a-z][a-z ]*$/i.test(name) || name.endsWith("s") || name === name.toUpperCase()) return name;
  if (/(?:x|ch|sh)$/.test(name)) return `${name}es`;
  return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}
