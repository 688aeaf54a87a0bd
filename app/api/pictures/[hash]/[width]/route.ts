import { PictureAddress } from "@/server/catalog/picture.schema";
import { readPicture } from "@/server/catalog/picture.service";
import { AppError } from "@/server/kernel/errors";
import { answer } from "../../../papers/answer";

type Props = { params: Promise<{ hash: string; width: string }> };

/** A picture of a product's page, for anyone. Its address is its content's, so whoever has it keeps it. */
export function GET(request: Request, { params }: Props): Promise<Response> {
  return answer(request, async (_context, scope) => {
    const address = PictureAddress.safeParse(await params);
    const bytes = address.data ? await readPicture(scope.db, address.data) : null;
    if (!bytes) throw new AppError("NOT_FOUND");
    return new Response(bytes, {
      headers: { "content-type": "image/webp", "content-security-policy": "sandbox; default-src 'none'", "x-content-type-options": "nosniff", "cache-control": "public, max-age=31536000, immutable" },
    });
  });
}
