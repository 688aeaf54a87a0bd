import { z } from "zod";
import { attachmentHeader } from "@/server/accounts/paper.rules";
import { billFormats } from "@/server/billing/bill-document.rules";
import { BillId } from "@/server/billing/bill.schema";
import { getBillFile } from "@/server/billing/document.service";
import { AppError } from "@/server/kernel/errors";
import { answer } from "../../../papers/answer";

type Props = { params: Promise<{ billId: string; format: string }> };

const Wanted = BillId.extend({ format: z.enum(billFormats) });

/** A bill as a file to save (BI21): a company's own on its storefront, one of the duty's on the console. */
export function GET(request: Request, { params }: Props): Promise<Response> {
  return answer(request, async (_context, scope) => {
    const wanted = Wanted.safeParse(await params);
    if (!wanted.success) throw new AppError("NOT_FOUND");
    const { fileName, mediaType, bytes } = await getBillFile(scope, wanted.data);
    return new Response(bytes, {
      headers: {
        "content-type": mediaType,
        "content-length": String(bytes.length),
        "content-disposition": attachmentHeader(fileName),
        "content-security-policy": "sandbox; default-src 'none'",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store, private",
      },
    });
  });
}
