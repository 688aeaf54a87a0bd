-- AlterTable
ALTER TABLE "BillDispute" ADD COLUMN     "goodwillFen" BIGINT;
-- BI18: the promise is double, no more and no less.
ALTER TABLE "BillDispute" ADD CONSTRAINT "BillDispute_goodwill" CHECK ("goodwillFen" IS NULL OR "goodwillFen" = "creditFen");
