-- CreateEnum
CREATE TYPE "NoticeChannel" AS ENUM ('mail', 'push');

-- AlterEnum
ALTER TYPE "DeliveryState" ADD VALUE 'held';
ALTER TYPE "DeliveryState" ADD VALUE 'kept';
ALTER TYPE "DeliveryState" ADD VALUE 'gathered';

-- AlterTable
ALTER TABLE "Notification" ADD COLUMN     "heldUntil" TIMESTAMPTZ(3),
ADD COLUMN     "isForDigest" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "isUrgent" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "routedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "NoticeDefault" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "customerId" UUID NOT NULL,
    "role" "MembershipRole" NOT NULL,
    "event" TEXT NOT NULL,
    "channel" "NoticeChannel" NOT NULL,
    "isOn" BOOLEAN NOT NULL,
    "changedBy" TEXT NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "NoticeDefault_pkey" PRIMARY KEY ("platform_id","customerId","role","event","channel")
);

-- CreateTable
CREATE TABLE "NoticeChoice" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "personId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "channel" "NoticeChannel" NOT NULL,
    "isOn" BOOLEAN NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "NoticeChoice_pkey" PRIMARY KEY ("platform_id","personId","customerId","event","channel")
);

-- CreateTable
CREATE TABLE "NoticeTimes" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "personId" UUID NOT NULL,
    "quietFrom" INTEGER,
    "quietUntil" INTEGER,
    "digestAt" INTEGER,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "NoticeTimes_pkey" PRIMARY KEY ("platform_id","personId")
);

-- What waits for the end of quiet hours or for a digest, which is little beside all that was ever sent.
CREATE INDEX "Notification_held" ON "Notification" ("platform_id", "heldUntil") WHERE "heldUntil" IS NOT NULL;

-- New tenant tables need their guard.
SELECT portal.guard_all();

-- Hours of a day, both ends or none, and never a whole day without a word.
ALTER TABLE "NoticeTimes" ADD CONSTRAINT "NoticeTimes_hours" CHECK (
  ("quietFrom" IS NULL) = ("quietUntil" IS NULL) AND ("quietFrom" IS NULL OR "quietFrom" <> "quietUntil")
  AND COALESCE("quietFrom", 0) BETWEEN 0 AND 1439 AND COALESCE("quietUntil", 0) BETWEEN 0 AND 1439 AND COALESCE("digestAt", 0) BETWEEN 0 AND 1439);

-- A digest is made of what stands in the notice centre already.
CREATE OR REPLACE FUNCTION portal.note_mail() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO "Notice" (platform_id, id, "personId", "customerId", "notificationId", family, "createdAt")
    SELECT a.platform_id, gen_random_uuid(), p.id, a."customerId", a.id, split_part(a.kind, '.', 1), a."createdAt"
      FROM added a JOIN "Person" p ON p.platform_id = a.platform_id AND p.email = lower(a.recipient)
      WHERE a.channel = 'email' AND a.kind NOT LIKE 'code.%' AND a.kind NOT IN ('recovery.link', 'digest.daily');
  INSERT INTO "Notice" (platform_id, id, "personId", "customerId", "notificationId", family, "createdAt")
    SELECT a.platform_id, gen_random_uuid(), m."personId", a."customerId", a.id, split_part(a.kind, '.', 1), a."createdAt"
      FROM added a JOIN "Customer" c ON c.platform_id = a.platform_id AND c.id = a."customerId" AND c."contactEmail" = a.recipient
        JOIN "Membership" m ON m.platform_id = c.platform_id AND m."customerId" = c.id AND m.role = 'owner' AND m."isActive"
      WHERE a.channel = 'email' AND a.kind NOT LIKE 'code.%' AND a.kind NOT IN ('recovery.link', 'digest.daily')
        AND NOT EXISTS (SELECT FROM "Person" p WHERE p.platform_id = a.platform_id AND p.email = lower(a.recipient));
  RETURN NULL;
END $$;
