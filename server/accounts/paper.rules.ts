import { type FileProblem, isJpeg, isPng, jpegProblem, pngProblem } from "./image.rules";
import { PAPER_LIMIT_BYTES } from "./opening.rules";
import { isPdf, pdfProblem } from "./pdf.rules";

export type PaperType = { mediaType: "application/pdf" | "image/png" | "image/jpeg"; extension: string };
export type PaperVerdict = { type: PaperType; problem: null } | { type: null; problem: FileProblem | "fileEmpty" | "fileTooLarge" };

const kinds = [
  { is: isPdf, problem: pdfProblem, type: { mediaType: "application/pdf", extension: "pdf" } },
  { is: isPng, problem: pngProblem, type: { mediaType: "image/png", extension: "png" } },
  { is: isJpeg, problem: jpegProblem, type: { mediaType: "image/jpeg", extension: "jpg" } },
] as const;

/** What a file is by its own bytes; the name and the type that the browser gave count for nothing (promise 43). */
export function judgePaper(bytes: Uint8Array): PaperVerdict {
  if (bytes.length === 0) return { type: null, problem: "fileEmpty" };
  if (bytes.length > PAPER_LIMIT_BYTES) return { type: null, problem: "fileTooLarge" };
  const kind = kinds.find(({ is }) => is(bytes));
  if (!kind) return { type: null, problem: "fileType" };
  const problem = kind.problem(bytes);
  return problem ? { type: null, problem } : { type: kind.type, problem: null };
}

/** A file name without folders, control signs or turned text, and with the extension of what the file really is. */
export function cleanFileName(name: string, extension: string): string {
  const last = name.normalize("NFC").split(/[\\/]/).at(-1) ?? "";
  const plain = last.replace(/[\p{Cc}\p{Cf}<>:"|?*%;]/gu, "").replace(/^[.\s]+/, "");
  const stem = plain.replace(/\.[A-Za-z0-9]{1,8}$/, "").replaceAll(".", "_").trim().slice(0, 80);
  return `${stem === "" ? "文件" : stem}.${extension}`;
}

/** The value of Content-Disposition for any name (RFC 6266). */
export function attachmentHeader(fileName: string): string {
  const ascii = fileName.replace(/[^\w.-]/g, "_");
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
