-- CreateTable
CREATE TABLE "Notice" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "customerId" UUID,
    "notificationId" UUID NOT NULL,
    "family" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "Notice_platform_id_personId_createdAt_id_idx" ON "Notice"("platform_id", "personId", "createdAt" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "Notice_platform_id_notificationId_personId_key" ON "Notice"("platform_id", "notificationId", "personId");

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_platform_id_notificationId_fkey" FOREIGN KEY ("platform_id", "notificationId") REFERENCES "Notification"("platform_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- New tenant tables need their guard.
SELECT portal.guard_all();

-- What the account's header counts on every page.
CREATE INDEX "Notice_unread" ON "Notice" ("platform_id", "personId") WHERE "readAt" IS NULL;

-- A mail to somebody who signs in here is a notice of theirs, written with it; one to a company's contact whom no person here is goes to the
-- account's owner. What holds a secret, a code or a link with one, stays in the mailbox alone.
CREATE FUNCTION portal.note_mail() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO "Notice" (platform_id, id, "personId", "customerId", "notificationId", family, "createdAt")
    SELECT a.platform_id, gen_random_uuid(), p.id, a."customerId", a.id, split_part(a.kind, '.', 1), a."createdAt"
      FROM added a JOIN "Person" p ON p.platform_id = a.platform_id AND p.email = lower(a.recipient)
      WHERE a.channel = 'email' AND a.kind NOT LIKE 'code.%' AND a.kind <> 'recovery.link';
  INSERT INTO "Notice" (platform_id, id, "personId", "customerId", "notificationId", family, "createdAt")
    SELECT a.platform_id, gen_random_uuid(), m."personId", a."customerId", a.id, split_part(a.kind, '.', 1), a."createdAt"
      FROM added a JOIN "Customer" c ON c.platform_id = a.platform_id AND c.id = a."customerId" AND c."contactEmail" = a.recipient
        JOIN "Membership" m ON m.platform_id = c.platform_id AND m."customerId" = c.id AND m.role = 'owner' AND m."isActive"
      WHERE a.channel = 'email' AND a.kind NOT LIKE 'code.%' AND a.kind <> 'recovery.link'
        AND NOT EXISTS (SELECT FROM "Person" p WHERE p.platform_id = a.platform_id AND p.email = lower(a.recipient));
  RETURN NULL;
END $$;
CREATE TRIGGER note_mail AFTER INSERT ON "Notification" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION portal.note_mail();

-- A notice is read, and nothing else of it ever changes.
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON "Notice" FROM kdsw_app;
GRANT UPDATE ("readAt") ON "Notice" TO kdsw_app;
