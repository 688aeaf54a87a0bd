-- AlterTable
ALTER TABLE "Staff" ADD COLUMN     "signInIssuedById" UUID;

-- New tenant tables need their guard.
SELECT portal.guard_all();
