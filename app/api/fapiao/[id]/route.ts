import { attachmentHeader } from "@/server/accounts/paper.rules";
import { readFapiaoFile } from "@/server/fapiao/desk.service";
import { FapiaoId } from "@/server/fapiao/fapiao.schema";
import { AppError } from "@/server/kernel/errors";
import { answer } from "../../papers/answer";

type Props = { params: Promise<{ id: string }> };

/** A fapiao's file to save, never to show (promise 43). */
export function GET(request: Request, { params }: Props): Promise<Response> {
  return answer(request, async (_context, scope) => {
    const parsed = FapiaoId.safeParse({ fapiaoId: (await params).id });
    if (!parsed.success) throw new AppError("NOT_FOUND");
    const { fileName, bytes } = await readFapiaoFile(scope, parsed.data);
    return new Response(bytes, { headers: { "content-type": "application/pdf", "content-disposition": attachmentHeader(fileName), "content-security-policy": "sandbox; default-src 'none'", "x-content-type-options": "nosniff", "cache-control": "no-store, private" } });
  });
}
