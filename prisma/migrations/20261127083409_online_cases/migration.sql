-- CreateEnum
CREATE TYPE "TicketSide" AS ENUM ('company', 'service', 'staff');

-- CreateEnum
CREATE TYPE "TicketContact" AS ENUM ('here', 'phone', 'email');

-- AlterTable
ALTER TABLE "TroubleTicket" ADD COLUMN     "agentId" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "agentName" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "contactAt" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "contactBy" "TicketContact" NOT NULL DEFAULT 'here',
ADD COLUMN     "openedByName" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "takenAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "TicketNote" ADD COLUMN     "clientNoteId" TEXT,
ADD COLUMN     "side" "TicketSide" NOT NULL DEFAULT 'service';

-- AlterTable
ALTER TABLE "TicketStateChange" ADD COLUMN     "side" "TicketSide" NOT NULL DEFAULT 'service';

-- CreateIndex
CREATE INDEX "TroubleTicket_platform_id_customerId_id_idx" ON "TroubleTicket"("platform_id", "customerId", "id" DESC);

-- CreateIndex
CREATE INDEX "TroubleTicket_platform_id_provinceId_id_idx" ON "TroubleTicket"("platform_id", "provinceId", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "TicketNote_platform_id_ticketId_clientNoteId_key" ON "TicketNote"("platform_id", "ticketId", "clientNoteId");

-- New tenant tables need their guard.
SELECT portal.guard_all();
