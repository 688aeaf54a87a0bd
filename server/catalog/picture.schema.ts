import { z } from "zod";

export const pictureWidths = [640, 1280] as const;
export const PICTURE_LIMIT_BYTES = 5_242_880;

/** A picture on a product's page: its address by content, its size, so that nothing moves while it comes, and what it shows. */
export const PictureView = z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/), width: z.int().positive().max(1280), height: z.int().positive().max(20_000), alt: z.string().max(120, { error: "tooLong" }) });
export type PictureView = z.output<typeof PictureView>;
export const PictureViews = z.array(PictureView).max(6);

export const PictureAddress = z.strictObject({ hash: PictureView.shape.hash, width: z.coerce.number().pipe(z.literal(pictureWidths)) });
