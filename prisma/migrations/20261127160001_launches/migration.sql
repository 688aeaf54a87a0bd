-- CreateEnum
CREATE TYPE "LaunchRule" AS ENUM ('allowed', 'accountNotOpen', 'notOpen', 'ended', 'authority', 'operator', 'apFault', 'cap', 'arrears', 'ownPause', 'notAuthorised', 'noSeat', 'notYours', 'notConnected');

-- AlterEnum
ALTER TYPE "MembershipRole" ADD VALUE 'employee';

-- AlterTable
ALTER TABLE "Membership" ADD COLUMN "enterpriseUserId" UUID;

-- AlterTable
ALTER TABLE "PartnerApplication" ADD COLUMN "redirectUri" TEXT, ADD COLUMN "initiateLoginUri" TEXT, ADD COLUMN "sealedClientSecret" TEXT, ADD COLUMN "clientSecretMadeAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Launch" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "specificationCode" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "personName" TEXT NOT NULL,
    "membershipId" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "userId" UUID,
    "rule" "LaunchRule" NOT NULL,
    "isWarned" BOOLEAN NOT NULL DEFAULT false,
    "isAtApplication" BOOLEAN NOT NULL DEFAULT false,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "validUntil" TIMESTAMPTZ(3),
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Launch_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "OidcRecord" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "kind" TEXT NOT NULL,
    "idHash" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "grantId" TEXT,
    "uid" TEXT,
    "consumedAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OidcRecord_pkey" PRIMARY KEY ("platform_id","kind","idHash")
);

-- CreateTable
CREATE TABLE "OidcKey" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "serial" INTEGER NOT NULL,
    "privateKey" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "retiredAt" TIMESTAMPTZ(3),

    CONSTRAINT "OidcKey_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Membership_platform_id_enterpriseUserId_key" ON "Membership"("platform_id", "enterpriseUserId");

-- CreateIndex
CREATE INDEX "Launch_platform_id_productId_id_idx" ON "Launch"("platform_id", "productId", "id" DESC);

-- CreateIndex
CREATE INDEX "Launch_platform_id_customerId_id_idx" ON "Launch"("platform_id", "customerId", "id" DESC);

-- CreateIndex
CREATE INDEX "Launch_platform_id_specificationCode_at_idx" ON "Launch"("platform_id", "specificationCode", "at");

-- CreateIndex
CREATE INDEX "OidcRecord_platform_id_grantId_idx" ON "OidcRecord"("platform_id", "grantId");

-- CreateIndex
CREATE INDEX "OidcRecord_platform_id_kind_uid_idx" ON "OidcRecord"("platform_id", "kind", "uid");

-- CreateIndex
CREATE INDEX "OidcRecord_platform_id_expiresAt_idx" ON "OidcRecord"("platform_id", "expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "OidcKey_platform_id_serial_key" ON "OidcKey"("platform_id", "serial");

-- New tenant tables need their guard.
SELECT portal.guard_all();

CREATE POLICY duty ON "Launch" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));
-- What was decided is never decided otherwise: only that a click was used is added.
REVOKE UPDATE, DELETE, TRUNCATE ON "Launch" FROM kdsw_app;
GRANT UPDATE ("usedAt") ON "Launch" TO kdsw_app;
-- A key stays what it is; it may stop signing, and go when nothing that it signed counts any more.
REVOKE UPDATE, TRUNCATE ON "OidcKey" FROM kdsw_app;
GRANT UPDATE ("retiredAt") ON "OidcKey" TO kdsw_app;
