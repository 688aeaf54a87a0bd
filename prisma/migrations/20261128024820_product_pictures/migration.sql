-- AlterTable
ALTER TABLE "ProductSpecification" ADD COLUMN     "pictures" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "CataloguePicture" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "hash" TEXT NOT NULL,
    "small" BYTEA NOT NULL,
    "large" BYTEA NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "uploadedBy" TEXT NOT NULL,
    "uploadedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CataloguePicture_pkey" PRIMARY KEY ("platform_id","hash")
);

-- New tenant tables need their guard.
SELECT portal.guard_all();

-- Whoever holds a picture's address keeps it for a year: what stands behind it never changes.
REVOKE UPDATE ON "CataloguePicture" FROM kdsw_app;
