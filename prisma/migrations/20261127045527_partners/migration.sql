-- CreateEnum
CREATE TYPE "PartnerRole" AS ENUM ('partnerAdmin', 'partnerOperator');

-- CreateEnum
CREATE TYPE "LiveState" AS ENUM ('unknown', 'normal', 'degraded', 'down');

-- AlterEnum
ALTER TYPE "CodePurpose" ADD VALUE 'invitePartner';

-- AlterTable
ALTER TABLE "ServiceOrder" ADD COLUMN     "specificationCode" TEXT NOT NULL DEFAULT '';
UPDATE "ServiceOrder" s SET "specificationCode" = i."specificationCode" FROM "ProductOrderItem" i WHERE i.platform_id = s.platform_id AND i.id = s."orderItemId";
ALTER TABLE "ServiceOrder" ALTER COLUMN "specificationCode" DROP DEFAULT;

-- AlterTable
ALTER TABLE "RecoveryCode" ADD COLUMN     "partnerPersonId" UUID,
ALTER COLUMN "staffId" DROP NOT NULL;

-- CreateTable
CREATE TABLE "Partner" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Partner_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "PartnerPerson" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "partnerId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "roles" "PartnerRole"[],
    "passwordHash" TEXT,
    "passwordVersion" INTEGER NOT NULL DEFAULT 0,
    "totpSecret" TEXT,
    "pendingTotp" TEXT,
    "totpLastStep" BIGINT NOT NULL DEFAULT 0,
    "invitedAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PartnerPerson_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "PartnerApplication" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "partnerId" UUID NOT NULL,
    "specificationCode" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "provinceIds" TEXT[],
    "interfaceUrl" TEXT,
    "sealedSecret" TEXT,
    "secretMadeAt" TIMESTAMPTZ(3),
    "oldSealedSecret" TEXT,
    "oldSecretUntil" TIMESTAMPTZ(3),
    "liveState" "LiveState" NOT NULL DEFAULT 'unknown',
    "liveSince" TIMESTAMPTZ(3) NOT NULL,
    "misses" INTEGER NOT NULL DEFAULT 0,
    "lastBeatAt" TIMESTAMPTZ(3),
    "nextAskAt" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PartnerApplication_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "LiveStateChange" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "applicationId" UUID NOT NULL,
    "state" "LiveState" NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LiveStateChange_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "PlannedWork" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "applicationId" UUID NOT NULL,
    "fromAt" TIMESTAMPTZ(3) NOT NULL,
    "toAt" TIMESTAMPTZ(3) NOT NULL,
    "text" TEXT NOT NULL,
    "announcedBy" TEXT NOT NULL,
    "announcedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PlannedWork_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "Partner_platform_id_createdAt_id_idx" ON "Partner"("platform_id", "createdAt" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "Partner_platform_id_code_key" ON "Partner"("platform_id", "code");

-- CreateIndex
CREATE INDEX "PartnerPerson_platform_id_partnerId_createdAt_id_idx" ON "PartnerPerson"("platform_id", "partnerId", "createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "PartnerPerson_platform_id_email_key" ON "PartnerPerson"("platform_id", "email");

-- CreateIndex
CREATE INDEX "PartnerApplication_platform_id_partnerId_createdAt_id_idx" ON "PartnerApplication"("platform_id", "partnerId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "PartnerApplication_platform_id_nextAskAt_idx" ON "PartnerApplication"("platform_id", "nextAskAt");

-- CreateIndex
CREATE UNIQUE INDEX "PartnerApplication_platform_id_specificationCode_key" ON "PartnerApplication"("platform_id", "specificationCode");

-- CreateIndex
CREATE INDEX "LiveStateChange_platform_id_applicationId_id_idx" ON "LiveStateChange"("platform_id", "applicationId", "id" DESC);

-- CreateIndex
CREATE INDEX "PlannedWork_platform_id_applicationId_fromAt_id_idx" ON "PlannedWork"("platform_id", "applicationId", "fromAt" DESC, "id");

-- CreateIndex
CREATE INDEX "PlannedWork_platform_id_toAt_idx" ON "PlannedWork"("platform_id", "toAt");

-- CreateIndex
CREATE INDEX "ServiceOrder_platform_id_specificationCode_state_createdAt__idx" ON "ServiceOrder"("platform_id", "specificationCode", "state", "createdAt", "id");

-- CreateIndex
CREATE INDEX "RecoveryCode_platform_id_partnerPersonId_idx" ON "RecoveryCode"("platform_id", "partnerPersonId");

-- AddForeignKey
ALTER TABLE "PartnerPerson" ADD CONSTRAINT "PartnerPerson_platform_id_partnerId_fkey" FOREIGN KEY ("platform_id", "partnerId") REFERENCES "Partner"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PartnerApplication" ADD CONSTRAINT "PartnerApplication_platform_id_partnerId_fkey" FOREIGN KEY ("platform_id", "partnerId") REFERENCES "Partner"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LiveStateChange" ADD CONSTRAINT "LiveStateChange_platform_id_applicationId_fkey" FOREIGN KEY ("platform_id", "applicationId") REFERENCES "PartnerApplication"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlannedWork" ADD CONSTRAINT "PlannedWork_platform_id_applicationId_fkey" FOREIGN KEY ("platform_id", "applicationId") REFERENCES "PartnerApplication"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecoveryCode" ADD CONSTRAINT "RecoveryCode_platform_id_partnerPersonId_fkey" FOREIGN KEY ("platform_id", "partnerPersonId") REFERENCES "PartnerPerson"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A code is one person's.
ALTER TABLE "RecoveryCode" ADD CONSTRAINT "RecoveryCode_of_one" CHECK (num_nonnulls("staffId", "partnerPersonId") = 1);

-- New tenant tables need their guard.
SELECT portal.guard_all();
-- What was heard of an application stays as it was heard.
REVOKE UPDATE, DELETE ON "LiveStateChange" FROM kdsw_app;
