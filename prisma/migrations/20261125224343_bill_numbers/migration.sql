-- AlterTable
ALTER TABLE "BillRunBatch" ADD COLUMN     "numberFrom" BIGINT NOT NULL;

-- New tenant tables need their guard.
SELECT portal.guard_all();
