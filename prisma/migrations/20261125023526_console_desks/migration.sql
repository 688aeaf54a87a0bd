-- CreateEnum
CREATE TYPE "DocumentReview" AS ENUM ('waiting', 'verified', 'refused');

-- AlterEnum
ALTER TYPE "NotificationChannel" ADD VALUE 'wecom';
ALTER TYPE "NotificationChannel" ADD VALUE 'dingtalk';

-- AlterEnum
ALTER TYPE "ReviewKind" ADD VALUE 'licence';

-- AlterTable
ALTER TABLE "Organization" ADD COLUMN     "licenceToldAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "AccountOpening" ADD COLUMN     "bindingProblem" TEXT,
ADD COLUMN     "isLegalRepresentative" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Document" ADD COLUMN     "review" "DocumentReview",
ADD COLUMN     "reviewText" TEXT;

-- AlterTable
ALTER TABLE "BssMessage" ADD COLUMN     "requestId" TEXT;

-- AlterTable
ALTER TABLE "ProductSpecification" ADD COLUMN     "salesStopReason" TEXT;

-- AlterTable
ALTER TABLE "Notification" ADD COLUMN     "requestId" TEXT;

-- AlterTable
ALTER TABLE "ProductOrder" ADD COLUMN     "factChecks" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "ServiceOrder" ADD COLUMN     "requestBody" JSONB,
ADD COLUMN     "requestId" TEXT;

-- AlterTable
ALTER TABLE "ReviewTask" ADD COLUMN     "documentId" UUID,
ADD COLUMN     "warnedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Staff" ADD COLUMN     "pendingTotp" TEXT;

-- CreateTable
CREATE TABLE "GroupRobot" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "provinceId" TEXT,
    "channel" "NotificationChannel" NOT NULL,
    "name" TEXT NOT NULL,
    "sealedKey" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "GroupRobot_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "AuditRecord_platform_id_requestId_idx" ON "AuditRecord"("platform_id", "requestId");

-- CreateIndex
CREATE INDEX "Notification_platform_id_recipient_createdAt_idx" ON "Notification"("platform_id", "recipient", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "GroupRobot_platform_id_removedAt_provinceId_idx" ON "GroupRobot"("platform_id", "removedAt", "provinceId");

-- CreateIndex
CREATE INDEX "Organization_platform_id_verification_licenceExpiresOn_idx" ON "Organization"("platform_id", "verification", "licenceExpiresOn");

-- CreateIndex
CREATE INDEX "ReviewTask_platform_id_documentId_idx" ON "ReviewTask"("platform_id", "documentId");

-- New tenant tables need their guard.
SELECT portal.guard_all();

CREATE POLICY duty ON "GroupRobot" AS RESTRICTIVE USING (portal.duty_is_whole() OR "provinceId" IS NULL OR portal.may_see_province("provinceId"));
CREATE UNIQUE INDEX "ReviewTask_one_open_per_document" ON "ReviewTask" (platform_id, "documentId") WHERE state = 'open';
-- The worker asks every few seconds which open reviews are to be warned of.
CREATE INDEX "ReviewTask_to_warn" ON "ReviewTask" (platform_id, "warnAt") WHERE state = 'open' AND "warnedAt" IS NULL;
-- One paper of a company waits at a time, so that two tabs cannot send two.
CREATE UNIQUE INDEX "Document_one_waiting_per_company" ON "Document" (platform_id, "customerId") WHERE review = 'waiting';

-- What was declared, and billing's last answer, stood among the reason codes until now.
ALTER TABLE "AccountOpening" NO FORCE ROW LEVEL SECURITY;
UPDATE "AccountOpening" SET
  "isLegalRepresentative" = 'N_LEGAL_REPRESENTATIVE' = ANY ("reasonCodes"),
  "bindingProblem" = CASE
    WHEN 'B_NOT_FOUND' = ANY ("reasonCodes") THEN 'notFound'
    WHEN 'B_HOLDER_MISMATCH' = ANY ("reasonCodes") THEN 'holderMismatch'
    WHEN 'B_IN_ARREARS' = ANY ("reasonCodes") THEN 'inArrears'
    WHEN 'B_SYSTEM_DOWN' = ANY ("reasonCodes") THEN 'systemDown' END,
  "reasonCodes" = ARRAY(SELECT code FROM unnest("reasonCodes") WITH ORDINALITY AS t(code, n) WHERE code NOT LIKE 'N\_%' AND code NOT LIKE 'B\_%' ORDER BY n);
ALTER TABLE "AccountOpening" FORCE ROW LEVEL SECURITY;
