/** What may never stand in a file that a browser could be made to run. */
const active = /<\s*(?:script|svg|html|iframe|\?php|!doctype)|PK\x03\x04/i;
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
export const looksActive = (bytes: Uint8Array) => active.test(latin1(bytes));

const MAX_SIDE = 12_000;
const MAX_PIXELS = 60_000_000;
const isSizeFair = (width: number, height: number) => width > 0 && height > 0 && width <= MAX_SIDE && height <= MAX_SIDE && width * height <= MAX_PIXELS;

export type FileProblem = "fileType" | "fileBroken" | "fileActive" | "fileTooManyPixels" | "fileEncrypted";

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
export const isPng = (bytes: Uint8Array) => PNG_SIGNATURE.every((value, index) => bytes[index] === value);

/** Walks a PNG's chunks: whole, sane in size, nothing active in its texts, and nothing after its end. */
export function pngProblem(bytes: Uint8Array): FileProblem | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) return "fileBroken";
    const kind = latin1(bytes.subarray(at + 4, at + 8));
    if (at === 8) {
      if (kind !== "IHDR" || length !== 13) return "fileBroken";
      if (!isSizeFair(view.getUint32(16), view.getUint32(20))) return "fileTooManyPixels";
    }
    if (kind !== "IDAT" && looksActive(bytes.subarray(at + 8, at + 8 + length))) return "fileActive";
    if (kind === "IEND") return end === bytes.length ? null : "fileActive";
    at = end;
  }
  return "fileBroken";
}

export const isJpeg = (bytes: Uint8Array) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Walks a JPEG's segments to its end. Behind it only a phone's further pictures or padding may follow. */
export function jpegProblem(bytes: Uint8Array): FileProblem | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let hasFrame = false;
  let at = 2;
  while (at + 2 <= bytes.length) {
    if (bytes[at] !== 0xff) return "fileBroken";
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) { at += 1; continue; }
    if (marker === 0xd9) return hasFrame ? behindJpeg(bytes.subarray(at + 2)) : "fileBroken";
    if (at + 4 > bytes.length) return "fileBroken";
    const end = at + 2 + view.getUint16(at + 2);
    if (end <= at + 3 || end > bytes.length) return "fileBroken";
    const body = bytes.subarray(at + 4, end);
    if (isFrame(marker)) {
      if (body.length < 6 || !isSizeFair(view.getUint16(at + 7), view.getUint16(at + 5))) return "fileTooManyPixels";
      hasFrame = true;
    }
    const isComment = marker === 0xfe || (marker >= 0xe0 && marker <= 0xef);
    if (isComment && looksActive(body)) return "fileActive";
    at = marker === 0xda ? endOfScan(bytes, end) : end;
  }
  return "fileBroken";
}

/** Where the next marker after compressed data stands; stuffed bytes and restarts belong to the data. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

function behindJpeg(rest: Uint8Array): FileProblem | null {
  const isPadding = rest.every((value) => value === 0);
  return isPadding || (isJpeg(rest) && !looksActive(rest)) ? null : "fileActive";
}
