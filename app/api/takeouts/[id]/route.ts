import { attachmentHeader } from "@/server/accounts/paper.rules";
import { AppError } from "@/server/kernel/errors";
import { TakeoutId } from "@/server/takeout/takeout.schema";
import { takeoutFile } from "@/server/takeout/takeout.service";
import { answer } from "../../papers/answer";

type Props = { params: Promise<{ id: string }> };

/** All data of a company as a file to save (DP1), for the owner who is signed in now, while it is kept. */
export function GET(request: Request, { params }: Props): Promise<Response> {
  return answer(request, async (context, scope) => {
    const wanted = TakeoutId.safeParse({ takeoutId: (await params).id });
    if (!wanted.success || context.face.kind !== "storefront") throw new AppError("NOT_FOUND");
    const { fileName, sizeBytes, stream } = await takeoutFile(scope, wanted.data);
    return new Response(stream, {
      headers: {
        "content-type": "application/zip",
        "content-length": String(sizeBytes),
        "content-disposition": attachmentHeader(fileName),
        "content-security-policy": "sandbox; default-src 'none'",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store, private",
      },
    });
  });
}
