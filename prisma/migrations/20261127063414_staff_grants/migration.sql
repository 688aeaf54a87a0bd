-- AlterTable
ALTER TABLE "StaffDuty" ADD COLUMN     "askedById" UUID,
ADD COLUMN     "askedByName" TEXT,
ADD COLUMN     "confirmedAt" TIMESTAMPTZ(3),
ADD COLUMN     "confirmedByName" TEXT,
ADD COLUMN     "isWaiting" BOOLEAN NOT NULL DEFAULT false;

-- New tenant tables need their guard.
SELECT portal.guard_all();
