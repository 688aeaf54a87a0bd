import { AppError } from "../kernel/errors";
import { allows } from "../kernel/permissions";
import type { Scope } from "../scope";
import { billCsv } from "./bill-csv.rules";
import { type BillFormat, billFileName } from "./bill-document.rules";
import { billPdf } from "./bill-pdf";
import { getBillDocument } from "./bill.service";
import { billXlsx } from "./bill-xlsx";
import { inDocumentSlot } from "./document-slots";

const mediaTypes: Record<BillFormat, string> = { csv: "text/csv; charset=utf-8", xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", pdf: "application/pdf" };

export type BillFile = { fileName: string; mediaType: string; bytes: Uint8Array<ArrayBuffer> };

function mayRead({ actor }: Scope): void {
  if (actor.kind === "customer" && allows([actor.role], "bill.read")) return;
  if (actor.kind === "staff" && allows(actor.roles, "billing.read")) return;
  throw new AppError(actor.kind === "anonymous" ? "NOT_SIGNED_IN" : "FORBIDDEN");
}

/** BI21: a bill as a file to keep. Throws NOT_FOUND for another company's, another province's and one not yet published; BUSY when too many are being made. */
export async function getBillFile(scope: Scope, { billId, format }: { billId: string; format: BillFormat }): Promise<BillFile> {
  mayRead(scope);
  return inDocumentSlot(async () => {
    const bill = await getBillDocument(scope, { billId });
    const bytes = format === "csv" ? new TextEncoder().encode(billCsv(bill)) : format === "xlsx" ? await billXlsx(bill) : await billPdf(bill, scope.now());
    return { fileName: billFileName(bill, format), mediaType: mediaTypes[format], bytes };
  });
}
