-- AlterEnum
ALTER TYPE "NotificationChannel" ADD VALUE 'push';

-- CreateTable
CREATE TABLE "PushSubscription" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "device" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "endpointHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSentAt" TIMESTAMPTZ(3),

    CONSTRAINT "PushSubscription_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "PushSubscription_platform_id_personId_createdAt_idx" ON "PushSubscription"("platform_id", "personId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "PushSubscription_platform_id_endpointHash_key" ON "PushSubscription"("platform_id", "endpointHash");

-- New tenant tables need their guard.
SELECT portal.guard_all();
