-- CreateEnum
CREATE TYPE "TicketState" AS ENUM ('acknowledged', 'rejected', 'pending', 'held', 'inProgress', 'cancelled', 'closed', 'resolved');

-- CreateTable
CREATE TABLE "TroubleTicket" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "productId" UUID,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "priority" TEXT NOT NULL DEFAULT '',
    "ticketType" TEXT NOT NULL,
    "state" "TicketState" NOT NULL DEFAULT 'acknowledged',
    "reason" TEXT NOT NULL DEFAULT '',
    "channel" "Channel" NOT NULL DEFAULT 'hotline',
    "clientId" UUID,
    "externalId" TEXT,
    "requestedResolutionAt" TIMESTAMPTZ(3),
    "expectedResolutionAt" TIMESTAMPTZ(3),
    "resolvedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "TroubleTicket_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "TicketNote" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "ticketId" UUID NOT NULL,
    "author" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TicketNote_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "TicketStateChange" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "ticketId" UUID NOT NULL,
    "state" "TicketState" NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "byName" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TicketStateChange_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "TroubleTicket_platform_id_customerId_createdAt_id_idx" ON "TroubleTicket"("platform_id", "customerId", "createdAt" DESC, "id");

-- CreateIndex
CREATE INDEX "TroubleTicket_platform_id_state_id_idx" ON "TroubleTicket"("platform_id", "state", "id");

-- CreateIndex
CREATE INDEX "TroubleTicket_platform_id_externalId_idx" ON "TroubleTicket"("platform_id", "externalId");

-- CreateIndex
CREATE INDEX "TroubleTicket_platform_id_productId_idx" ON "TroubleTicket"("platform_id", "productId");

-- CreateIndex
CREATE UNIQUE INDEX "TroubleTicket_platform_id_number_key" ON "TroubleTicket"("platform_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "TroubleTicket_platform_id_clientId_externalId_key" ON "TroubleTicket"("platform_id", "clientId", "externalId");

-- CreateIndex
CREATE INDEX "TicketNote_platform_id_ticketId_id_idx" ON "TicketNote"("platform_id", "ticketId", "id");

-- CreateIndex
CREATE INDEX "TicketStateChange_platform_id_ticketId_id_idx" ON "TicketStateChange"("platform_id", "ticketId", "id");

-- AddForeignKey
ALTER TABLE "TicketNote" ADD CONSTRAINT "TicketNote_platform_id_ticketId_fkey" FOREIGN KEY ("platform_id", "ticketId") REFERENCES "TroubleTicket"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TicketStateChange" ADD CONSTRAINT "TicketStateChange_platform_id_ticketId_fkey" FOREIGN KEY ("platform_id", "ticketId") REFERENCES "TroubleTicket"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- New tenant tables need their guard.
SELECT portal.guard_all();

-- BO2: staff and clients of some provinces of NF.
CREATE POLICY duty ON "TroubleTicket" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['TicketNote','TicketStateChange'] LOOP
    EXECUTE format('CREATE POLICY duty ON %1$I AS RESTRICTIVE USING (portal.duty_is_whole() OR EXISTS (SELECT FROM "TroubleTicket" t WHERE t.platform_id = %1$I.platform_id AND t.id = %1$I."ticketId"))', name);
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM kdsw_app', name);
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION portal.refuse_change()', name);
    EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION portal.refuse_change()', name);
  END LOOP;
END $$;
-- IN10: cases are told of like everything else.
CREATE TRIGGER note_created AFTER INSERT ON "TroubleTicket" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION portal.note_events('621', 'troubleTicket');
CREATE TRIGGER note_changed AFTER UPDATE ON "TroubleTicket" REFERENCING OLD TABLE AS before_it NEW TABLE AS after_it FOR EACH STATEMENT EXECUTE FUNCTION portal.note_events('621', 'troubleTicket');
