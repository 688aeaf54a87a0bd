-- AlterTable
ALTER TABLE "StorefrontSetting" ADD COLUMN     "english" JSONB;

-- AlterTable
ALTER TABLE "ProductSpecification" ADD COLUMN     "english" JSONB;

-- AlterTable
ALTER TABLE "ProductOffering" ADD COLUMN     "english" JSONB;

-- New tenant tables need their guard.
SELECT portal.guard_all();
