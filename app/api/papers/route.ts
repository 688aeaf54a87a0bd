import { AppError } from "@/server/kernel/errors";
import { PAPER_LIMIT_BYTES } from "@/server/accounts/opening.rules";
import { PaperUpload } from "@/server/accounts/paper.schema";
import { storePaper } from "@/server/accounts/paper.service";
import { openingTokenOf } from "@/server/accounts/opening-token";
import { answer } from "./answer";

/** Takes one paper (AI4): a form with `kind` and `file`. The file is judged by its bytes and kept encrypted. */
export function POST(request: Request): Promise<Response> {
  return answer(request, async (context, scope) => {
    if (!request.headers.get("content-type")?.startsWith("multipart/form-data")) throw new AppError("FILE_REFUSED", { reasons: ["fileType"] });
    // Before the body is read: the form's own frame is small beside the file.
    if (Number(request.headers.get("content-length") ?? Number.NaN) > PAPER_LIMIT_BYTES + 16_384) throw new AppError("FILE_REFUSED", { reasons: ["fileTooLarge"] });
    const form = await request.formData().catch(() => null);
    const file = form?.get("file");
    const parsed = PaperUpload.safeParse({ kind: form?.get("kind"), expiresOn: form?.get("expiresOn") ?? "", recovery: form?.get("recovery") ?? "" });
    if (!(file instanceof File) || !parsed.success) throw new AppError("FILE_REFUSED", { reasons: ["fileEmpty"] });
    if (file.size > PAPER_LIMIT_BYTES) throw new AppError("FILE_REFUSED", { reasons: ["fileTooLarge"] });
    const paper = await storePaper(scope, openingTokenOf(context.cookieHeader), { ...parsed.data, fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
    return Response.json(paper, { status: 201, headers: { "cache-control": "no-store" } });
  });
}
