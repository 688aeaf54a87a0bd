import { unzipSync } from "fflate";
import { UnreadableFile } from "./table-file";

type Sheets = { sheet: string; data: unknown[][] }[];
type WrittenSheets = readonly { sheet: string; data: unknown[][]; columns: { width: number }[]; stickyRowsCount: number }[];

const MOST_BYTES = 1_000_000;
/** What a workbook of some hundred rows unpacks to, many times over. */
const MOST_UNPACKED = 20_000_000;
const MOST_PARTS = 200;

/** Throws UnreadableFile for what is no archive, or unpacks to far more than it says anything with. Nothing is unpacked for it. */
export function refuseBomb(bytes: Uint8Array): void {
  let [unpacked, parts] = [0, 0];
  try {
    unzipSync(bytes, { filter: ({ originalSize }) => { unpacked += originalSize; parts += 1; return false; } });
  } catch {
    throw new UnreadableFile();
  }
  if (parts === 0 || parts > MOST_PARTS || unpacked > MOST_UNPACKED) throw new UnreadableFile();
}

/** All sheets of an Excel workbook, unpacked here in the browser of whoever brings it, so that the server never opens an archive that somebody made. */
export async function sheetsOfFile(file: File): Promise<Sheets> {
  if (file.size > MOST_BYTES) throw new UnreadableFile();
  refuseBomb(new Uint8Array(await file.arrayBuffer()));
  const { default: readWorkbook } = await import("read-excel-file/browser");
  return readWorkbook(file).catch(() => {
    throw new UnreadableFile();
  });
}

/** Lets the browser save sheets as an Excel workbook. */
export async function saveWorkbook(fileName: string, sheets: WrittenSheets): Promise<void> {
  const { default: writeWorkbook } = await import("write-excel-file/browser");
  await writeWorkbook(sheets as never, { fontFamily: "Microsoft YaHei", fontSize: 11 }).toFile(fileName);
}
