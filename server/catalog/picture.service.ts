import sharp from "sharp";
import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { sha256 } from "../crypto";
import type { Reader } from "../db";
import { AppError } from "../kernel/errors";
import { allows } from "../kernel/permissions";
import { countTry } from "../platforms/limit.service";
import type { Actor, Scope, StaffActor } from "../scope";
import { refusePartDuty } from "./content-draft.service";
import { takeUpPictures } from "./picture-end.service";
import { MOST_PIXELS, judgePicture, sizeProblem } from "./picture.rules";
import { type PictureAddress, type PictureView, pictureWidths } from "./picture.schema";

// Each upload is another picture: what the library remembers of the last ones would only fill memory.
sharp.cache(false);

const refuse = (problem: string | null): void => {
  if (problem !== null) throw new AppError("FILE_REFUSED", { reasons: [problem] });
};

/** Draws a picture anew in both widths, the right way up. Nothing but its pixels goes over: no place, no camera, no name. */
async function redraw(bytes: Uint8Array): Promise<{ small: Uint8Array<ArrayBuffer>; large: Uint8Array<ArrayBuffer>; width: number; height: number }> {
  const read = () => sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "warning", pages: 1 });
  const { width, height } = await read().metadata();
  refuse(sizeProblem({ width, height }));
  const draw = (most: number) => read().autoOrient().resize({ width: most, withoutEnlargement: true }).webp({ quality: 82 }).toBuffer({ resolveWithObject: true });
  const [small, large] = [await draw(pictureWidths[0]), await draw(pictureWidths[1])];
  return { small: new Uint8Array(small.data), large: new Uint8Array(large.data), width: large.info.width, height: large.info.height };
}

/** SC12: keeps a picture for product pages under its own content's name. Throws FILE_REFUSED with the reason. */
export async function storePicture(scope: Scope<Actor>, bytes: Uint8Array): Promise<Omit<PictureView, "alt">> {
  const { actor } = scope;
  if (actor.kind !== "staff") throw new AppError("NOT_FOUND");
  if (!allows(actor.roles, "catalogue.write")) throw new AppError("FORBIDDEN");
  refusePartDuty(scope as Scope<StaffActor>);
  await countTry(scope.db, [{ key: `picture:${actor.id}`, max: 60, windowSeconds: 900 }]);
  refuse(judgePicture(bytes));
  const drawn = await redraw(bytes).catch((error: unknown) => {
    throw error instanceof AppError ? error : new AppError("FILE_REFUSED", { reasons: ["pictureWrong"] });
  });
  const hash = sha256(drawn.large);
  await scope.transaction(async (tx) => {
    await takeUpPictures(tx, [hash]);
    const made = await tx.cataloguePicture.createMany({ data: [{ ...drawn, hash, uploadedBy: actor.name, uploadedAt: scope.now() }], skipDuplicates: true });
    if (made.count > 0) await recordAudit(tx, scope, "catalogue.picture", { kind: "cataloguePicture", id: hash }, { after: { width: drawn.width, height: drawn.height } });
  });
  return { hash, width: drawn.width, height: drawn.height };
}

/** A picture's file; null where there is none. */
export async function readPicture(db: Reader, { hash, width }: z.output<typeof PictureAddress>): Promise<Uint8Array<ArrayBuffer> | null> {
  const isSmall = width === pictureWidths[0];
  const row = await db.cataloguePicture.findFirst({ where: { hash }, select: { small: isSmall, large: !isSmall } });
  return row && (isSmall ? row.small : row.large);
}
