-- AlterTable
ALTER TABLE "Membership" ADD COLUMN     "invitedName" TEXT NOT NULL DEFAULT '';
