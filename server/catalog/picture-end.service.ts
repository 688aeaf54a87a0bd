import type { Db, Tx } from "../db";
import { Prisma } from "../generated/prisma/client";

/** Every picture that a released version, a draft that is still written or reviewed, or what is sold names. */
const named = Prisma.sql`
  SELECT picture ->> 'hash' AS hash FROM "CatalogueVersion" v CROSS JOIN jsonb_array_elements(coalesce(v.content -> 'pictures', '[]')) AS picture
  UNION SELECT picture ->> 'hash' FROM "CatalogueDraft" d CROSS JOIN jsonb_array_elements(coalesce(d.content -> 'pictures', '[]')) AS picture WHERE d.state IN ('open', 'submitted')
  UNION SELECT picture ->> 'hash' FROM "ProductSpecification" s CROSS JOIN jsonb_array_elements(s.pictures) AS picture`;

/**
 * SC12: notes since when nothing names a picture, and deletes those that nothing has named since before then. The write itself asks both
 * again, so that one that a draft takes up at the same moment stays. Returns how many were deleted.
 */
export async function forgetPictures(db: Db, { before, now, most }: { before: Date; now: Date; most: number }): Promise<number> {
  await db.$executeRaw`
    UPDATE "CataloguePicture" p SET "unnamedSince" = CASE WHEN p."unnamedSince" IS NULL THEN ${now}::timestamptz END
    WHERE (p.hash IN (${named})) = (p."unnamedSince" IS NOT NULL)`;
  return db.$executeRaw`
    DELETE FROM "CataloguePicture" p
    WHERE p.hash IN (SELECT hash FROM "CataloguePicture" WHERE "unnamedSince" < ${before}::timestamptz ORDER BY hash LIMIT ${most})
      AND p."unnamedSince" < ${before}::timestamptz AND p.hash NOT IN (${named})`;
}

/** Says that pictures are named again, in the caller's transaction: they stay from here on. */
export async function takeUpPictures(tx: Tx, hashes: readonly string[]): Promise<void> {
  await tx.cataloguePicture.updateMany({ where: { hash: { in: [...hashes] }, unnamedSince: { not: null } }, data: { unnamedSince: null } });
}
