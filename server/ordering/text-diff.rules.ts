/** A paragraph as it stands in one or both texts. A changed one is cut into what both share at its ends and what differs between. */
export type TextChange =
  | { kind: "same" | "added" | "removed"; text: string }
  | { kind: "changed"; head: string; before: string; after: string; tail: string };

/** Paragraphs of both in their order, by the longest run that they share. */
function align(before: readonly string[], after: readonly string[]): { kind: "same" | "added" | "removed"; text: string }[] {
  // lengths[i][j]: how many paragraphs before[i..] and after[j..] share.
  const lengths = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let j = after.length - 1; j >= 0; j -= 1) (lengths[i] as number[])[j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const steps: { kind: "same" | "added" | "removed"; text: string }[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) steps.push({ kind: "same", text: before[(j += 1, i++)] ?? "" });
    else if (i < before.length && (j >= after.length || at(i + 1, j) >= at(i, j + 1))) steps.push({ kind: "removed", text: before[i++] ?? "" });
    else steps.push({ kind: "added", text: after[j++] ?? "" });
  }
  return steps;
}

const isDigit = (sign: string | undefined) => sign !== undefined && /[0-9]/.test(sign);

/** Two forms of one paragraph: what they share at both ends, by whole characters, and by whole numbers: 30 and 60 share nothing. */
function between(before: string, after: string): Extract<TextChange, { kind: "changed" }> {
  const [old, now] = [[...before], [...after]];
  const most = Math.min(old.length, now.length);
  let head = 0;
  while (head < most && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < most - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  const last = (text: string[]) => text[text.length - 1 - tail];
  while (head > 0 && isDigit(old[head - 1]) && (isDigit(old[head]) || isDigit(now[head]))) head -= 1;
  while (tail > 0 && isDigit(old[old.length - tail]) && (isDigit(last(old)) || isDigit(last(now)))) tail -= 1;
  const cut = (text: string[]) => text.slice(head, text.length - tail).join("");
  return { kind: "changed", head: old.slice(0, head).join(""), before: cut(old), after: cut(now), tail: old.slice(old.length - tail).join("") };
}

/** Paragraphs that share less are two paragraphs and not one that was changed. */
const isRelated = ({ head, before, after, tail }: Extract<TextChange, { kind: "changed" }>) => head.length + tail.length >= Math.max(before.length, after.length) / 2;

export const paragraphsOf = (text: string): string[] => text.split(/\n+/).map((line) => line.trim()).filter(Boolean);

/** OR14: what one text has that the other has not, paragraph by paragraph, in the order in which they are read. */
export function diffText(before: string, after: string): TextChange[] {
  const changes: TextChange[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  const flush = () => {
    while (removed.length > 0 || added.length > 0) {
      const [old, now] = [removed.shift(), added.shift()];
      const pair = old !== undefined && now !== undefined ? between(old, now) : null;
      if (pair && isRelated(pair)) changes.push(pair);
      else {
        if (old !== undefined) changes.push({ kind: "removed", text: old });
        if (now !== undefined) changes.push({ kind: "added", text: now });
      }
    }
  };
  for (const step of align(paragraphsOf(before), paragraphsOf(after))) {
    if (step.kind === "removed") removed.push(step.text);
    else if (step.kind === "added") added.push(step.text);
    else {
      flush();
      changes.push(step);
    }
  }
  flush();
  removed = added = [];
  return changes;
}

export const isSameText = (changes: readonly TextChange[]): boolean => changes.every(({ kind }) => kind === "same");
