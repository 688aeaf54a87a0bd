/** What a face can draw: the width of a code point in thousandths of the size, or null for one it has no picture of. */
export type Face = (codePoint: number) => number | null;

const MISSING = "□";

/** A text as it can be printed: control signs become spaces, invisible ones go, and what the face has no picture of is shown as □. */
export function printable(text: string, face: Face): string {
  let out = "";
  for (const sign of text.normalize("NFC")) {
    if (/\p{Cc}/u.test(sign)) out += " ";
    else if (/\p{Cf}|\p{Variation_Selector}/u.test(sign)) continue;
    else if (face(sign.codePointAt(0) ?? 0) !== null) out += sign;
    else if (!/\p{M}/u.test(sign)) out += MISSING;
  }
  return out;
}

export const widthOf = (text: string, size: number, face: Face): number => {
  let units = 0;
  for (const sign of text) units += face(sign.codePointAt(0) ?? 0) ?? 1000;
  return (units * size) / 1000;
};

const isWide = (sign: string) => sign >= "\u2e80";
const noStart = new Set("，。、；：！？）》」』】〉％…”’),.!?:;%]}·—");
const noEnd = new Set("（《「『【〈“‘([{¥");

/** True when a line may end between two signs: at a space or a dash, and next to Chinese, save where punctuation holds them together. */
function mayBreak(before: string, after: string): boolean {
  if (after === " " || before === "\u00a0" || after === "\u00a0" || noStart.has(after) || noEnd.has(before)) return false;
  return before === " " || before === "-" || before === "/" || isWide(before) || isWide(after);
}

/** Lines no wider than `width`: broken where a reader expects it, and inside a word only when it alone is too long. Nothing is cut. */
export function wrapText(text: string, width: number, size: number, face: Face): string[] {
  const signs = [...text.trim()];
  const lines: string[] = [];
  let start = 0;
  let chance = 0;
  let used = 0;
  const cut = (end: number) => {
    lines.push(signs.slice(start, end).join("").trimEnd());
    start = end;
    while (signs[start] === " ") start += 1;
  };
  for (let at = 0; at < signs.length; at += 1) {
    const sign = signs[at] ?? "";
    if (at > start && mayBreak(signs[at - 1] ?? "", sign)) chance = at;
    used += widthOf(sign, size, face);
    if (used <= width || at === start || sign === " ") continue;
    cut(chance > start ? chance : at);
    used = 0;
    at = start - 1;
  }
  if (start < signs.length || lines.length === 0) lines.push(signs.slice(start).join(""));
  return lines;
}
