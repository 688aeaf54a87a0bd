import { PICTURE_LIMIT_BYTES } from "@/server/catalog/picture.schema";
import { storePicture } from "@/server/catalog/picture.service";
import { AppError } from "@/server/kernel/errors";
import { answer } from "../papers/answer";

/** Takes one picture for a product's page from staff: a form with `file`, judged by its bytes and drawn anew (SC12). */
export function POST(request: Request): Promise<Response> {
  return answer(request, async (_context, scope) => {
    if (!request.headers.get("content-type")?.startsWith("multipart/form-data")) throw new AppError("FILE_REFUSED", { reasons: ["pictureWrong"] });
    // Before the body is read: the form's own frame is small beside the file.
    if (Number(request.headers.get("content-length") ?? Number.NaN) > PICTURE_LIMIT_BYTES + 16_384) throw new AppError("FILE_REFUSED", { reasons: ["pictureTooLarge"] });
    const file = (await request.formData().catch(() => null))?.get("file");
    if (!(file instanceof File)) throw new AppError("FILE_REFUSED", { reasons: ["pictureWrong"] });
    return Response.json(await storePicture(scope, new Uint8Array(await file.arrayBuffer())), { status: 201, headers: { "cache-control": "no-store" } });
  }, "ops");
}
