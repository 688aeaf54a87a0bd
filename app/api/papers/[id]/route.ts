import { openingTokenOf } from "@/server/accounts/opening-token";
import { attachmentHeader } from "@/server/accounts/paper.rules";
import { PaperId } from "@/server/accounts/paper.schema";
import { readPaper, removePaper } from "@/server/accounts/paper.service";
import { AppError } from "@/server/kernel/errors";
import { answer } from "../answer";

type Props = { params: Promise<{ id: string }> };

async function idOf({ params }: Props): Promise<{ paperId: string }> {
  const parsed = PaperId.safeParse({ paperId: (await params).id });
  if (!parsed.success) throw new AppError("NOT_FOUND");
  return parsed.data;
}

/** A paper to save, never to show: it cannot run in this origin whatever is in it (promise 43). */
export function GET(request: Request, props: Props): Promise<Response> {
  return answer(request, async (context, scope) => {
    const { fileName, mediaType, bytes } = await readPaper(scope, openingTokenOf(context.cookieHeader), await idOf(props));
    return new Response(bytes, {
      headers: {
        "content-type": mediaType,
        "content-disposition": attachmentHeader(fileName),
        "content-security-policy": "sandbox; default-src 'none'",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store, private",
      },
    });
  });
}

export function DELETE(request: Request, props: Props): Promise<Response> {
  return answer(request, async (context, scope) => {
    await removePaper(scope, openingTokenOf(context.cookieHeader), await idOf(props));
    return new Response(null, { status: 204 });
  });
}
