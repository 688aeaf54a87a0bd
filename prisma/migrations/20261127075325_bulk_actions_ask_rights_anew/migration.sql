-- AlterTable
ALTER TABLE "BulkAction" DROP COLUMN "provinces",
DROP COLUMN "roles";
