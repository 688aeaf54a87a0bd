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


-- IN3: what is said on a case, or changed in it while its state stays, is told as well; a change of state carries it along.
CREATE FUNCTION portal.note_case_changes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF EXISTS (SELECT FROM "EventSubscription" s WHERE s.platform_id = coalesce(nullif(current_setting('portal.platform', true), ''), s.platform_id) AND s.api = '621' AND s."endedAt" IS NULL) THEN
    INSERT INTO "OutboxEvent" (platform_id, id, at, api, resource, "resourceId", kind, state)
      SELECT n.platform_id, gen_random_uuid(), clock_timestamp(), '621', 'troubleTicket', n.id, 'attributeValueChange', n.state::text
      FROM after_it n JOIN before_it o ON o.platform_id = n.platform_id AND o.id = n.id WHERE n.state IS NOT DISTINCT FROM o.state AND n.version IS DISTINCT FROM o.version;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER note_case_changed AFTER UPDATE ON "TroubleTicket" REFERENCING OLD TABLE AS before_it NEW TABLE AS after_it FOR EACH STATEMENT EXECUTE FUNCTION portal.note_case_changes();
