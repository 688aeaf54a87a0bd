-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "dutyId" UUID;

-- AlterTable
ALTER TABLE "BulkAction" ADD COLUMN     "dutyId" UUID;

