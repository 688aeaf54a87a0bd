import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { Sheet } from "write-excel-file/node";
import { billSheets } from "./bill-sheet.rules";
import type { BillDocument } from "./bill.schema";

const TIMEOUT_MS = 30_000;
// The library makes a sheet and its archive in one breath, which for 5,000 lines would hold everybody else for a third of a second.
const job = `
const { parentPort, workerData } = require("node:worker_threads");
import(workerData.library)
  .then(({ default: write }) => write(workerData.sheets, { fontFamily: "Microsoft YaHei", fontSize: 11 }).toBuffer())
  .then((file) => { const bytes = new Uint8Array(file); parentPort.postMessage(bytes, [bytes.buffer]); });
`;

/** A bill as an Excel workbook, made on a thread of its own with bounded memory and time (BI21). */
export function billXlsx(bill: BillDocument): Promise<Uint8Array<ArrayBuffer>> {
  const library = pathToFileURL(createRequire(join(process.cwd(), "package.json")).resolve("write-excel-file/node").replace(/index\.cjs$/, "index.js")).href;
  const sheets: Sheet<never>[] = billSheets(bill);
  return new Promise((resolve, reject) => {
    const worker = new Worker(job, { eval: true, execArgv: [], env: {}, resourceLimits: { maxOldGenerationSizeMb: 384 }, workerData: { library, sheets } });
    const timer = setTimeout(() => void worker.terminate(), TIMEOUT_MS);
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`the workbook's thread ended with ${code}`));
    });
  });
}
