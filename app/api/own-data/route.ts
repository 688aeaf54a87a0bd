import { attachmentHeader } from "@/server/accounts/paper.rules";
import { AppError } from "@/server/kernel/errors";
import { ownDataFile } from "@/server/privacy/own-data.service";
import { answer } from "../papers/answer";

/** What is kept of the signed-in person, as a file to save (DP3). */
export function GET(request: Request): Promise<Response> {
  return answer(request, async (context, scope) => {
    if (context.face.kind !== "storefront") throw new AppError("NOT_FOUND");
    const { fileName, text } = await ownDataFile(scope);
    return new Response(text, { headers: { "content-type": "application/json; charset=utf-8", "content-disposition": attachmentHeader(fileName), "content-security-policy": "sandbox; default-src 'none'", "x-content-type-options": "nosniff", "cache-control": "no-store, private" } });
  });
}
