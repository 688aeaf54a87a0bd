import { inflateSync } from "node:zlib";
import { type FileProblem, looksActive } from "./image.rules";

const MAX_INFLATED = 20_000_000;
/** Names by which a PDF runs or opens something. */
const running = /\/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE|Sound|Movie)(?![A-Za-z])/;
/** /J#61vaScript is /JavaScript. */
const unmasked = (text: string) => text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

export const isPdf = (bytes: Uint8Array) => /^%PDF-[12]\.\d/.test(Buffer.from(bytes.subarray(0, 8)).toString("latin1"));

/** Looks outside a PDF's data streams, and inside those that hold objects, for anything that runs, and for a second file behind it. */
export function pdfProblem(bytes: Uint8Array): FileProblem | null {
  const text = Buffer.from(bytes).toString("latin1");
  const end = text.lastIndexOf("%%EOF");
  if (end === -1) return "fileBroken";
  if (/\S/.test(text.slice(end + 5))) return "fileActive";
  const outside: string[] = [];
  const objects: Uint8Array[] = [];
  for (let at = 0; ; ) {
    const start = text.indexOf("stream", at);
    if (start === -1) { outside.push(text.slice(at)); break; }
    const close = text.indexOf("endstream", start + 6);
    if (close === -1) return "fileBroken";
    const before = text.slice(at, start);
    outside.push(before);
    if (before.slice(before.lastIndexOf(" obj")).includes("/ObjStm")) objects.push(bytes.subarray(start + 6, close));
    at = close + 9;
  }
  const plain = outside.join("\n");
  if (/\/Encrypt(?![A-Za-z])/.test(plain)) return "fileEncrypted";
  if (running.test(unmasked(plain)) || looksActive(Buffer.from(plain, "latin1"))) return "fileActive";
  return objectsProblem(objects);
}

/** Compressed objects, opened within a bound so that a small file cannot blow up (promise 43). */
function objectsProblem(objects: readonly Uint8Array[]): FileProblem | null {
  let left = MAX_INFLATED;
  for (const packed of objects) {
    const start = packed[0] === 13 ? 2 : 1;
    let inflated: Buffer;
    try {
      inflated = inflateSync(packed.subarray(start), { maxOutputLength: Math.max(1, left) });
    } catch {
      return "fileBroken";
    }
    left -= inflated.length;
    if (left <= 0) return "fileBroken";
    if (running.test(unmasked(inflated.toString("latin1")))) return "fileActive";
  }
  return null;
}
