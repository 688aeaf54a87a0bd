import { isJpeg, isPng, jpegProblem, looksActive, pngProblem } from "../accounts/image.rules";
import { PICTURE_LIMIT_BYTES } from "./picture.schema";

/** Forty million pixels are a camera's best; more is somebody's wish to fill memory. */
export const MOST_PIXELS = 40_000_000;
const MOST_SIDE = 12_000;
const LEAST_WIDTH = 320;

export type PictureProblem = "pictureWrong" | "pictureTooLarge" | "pictureTooSmall" | "pictureMoves";

const word = (bytes: Uint8Array, at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
const isWebp = (bytes: Uint8Array): boolean => bytes.length > 16 && word(bytes, 0) === "RIFF" && word(bytes, 8) === "WEBP";

/** Walks a WebP's chunks: whole, still, nothing active in its texts, and nothing after its end. */
function webpProblem(bytes: Uint8Array): PictureProblem | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(4, true) + 8 !== bytes.length) return "pictureWrong";
  let hasPicture = false;
  for (let at = 12; at < bytes.length; ) {
    if (at + 8 > bytes.length) return "pictureWrong";
    const [kind, length] = [word(bytes, at), view.getUint32(at + 4, true)];
    const end = at + 8 + length + (length % 2);
    if (end > bytes.length) return "pictureWrong";
    if (kind === "ANIM" || kind === "ANMF") return "pictureMoves";
    if (kind === "VP8 " || kind === "VP8L") hasPicture = true;
    else if (looksActive(bytes.subarray(at + 8, at + 8 + length))) return "pictureWrong";
    at = end;
  }
  return hasPicture ? null : "pictureWrong";
}

/** What is wrong with an uploaded picture by its own bytes; its name and what the browser says of it count for nothing (promise 43). */
export function judgePicture(bytes: Uint8Array): PictureProblem | null {
  if (bytes.length > PICTURE_LIMIT_BYTES) return "pictureTooLarge";
  if (isWebp(bytes)) return webpProblem(bytes);
  const problem = isPng(bytes) ? pngProblem(bytes) : isJpeg(bytes) ? jpegProblem(bytes) : "fileType";
  return problem === null ? null : problem === "fileTooManyPixels" ? "pictureTooLarge" : "pictureWrong";
}

/** The same of its size, before a pixel of it is unpacked. */
export function sizeProblem({ width, height }: { width: number; height: number }): PictureProblem | null {
  if (width > MOST_SIDE || height > MOST_SIDE || width * height > MOST_PIXELS) return "pictureTooLarge";
  return width < LEAST_WIDTH ? "pictureTooSmall" : null;
}
