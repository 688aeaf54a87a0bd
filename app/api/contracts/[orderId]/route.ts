import { attachmentHeader } from "@/server/accounts/paper.rules";
import { AppError } from "@/server/kernel/errors";
import { getContractFile } from "@/server/ordering/contract-seal.service";
import { OrderId } from "@/server/ordering/order.schema";
import { answer } from "../../papers/answer";

type Props = { params: Promise<{ orderId: string }> };

/** An order's sealed contract (OR20): a company's own on its storefront, one of the duty's on the console. */
export function GET(request: Request, { params }: Props): Promise<Response> {
  return answer(request, async (_context, scope) => {
    const wanted = OrderId.safeParse(await params);
    if (!wanted.success) throw new AppError("NOT_FOUND");
    const { fileName, bytes } = await getContractFile(scope, wanted.data);
    return new Response(bytes, {
      headers: {
        "content-type": "application/pdf",
        "content-length": String(bytes.length),
        "content-disposition": attachmentHeader(fileName),
        "content-security-policy": "sandbox; default-src 'none'",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store, private",
      },
    });
  });
}
