-- AlterEnum
ALTER TYPE "CodePurpose" ADD VALUE 'passkey';
ALTER TYPE "CodePurpose" ADD VALUE 'secondStep';

-- AlterTable
ALTER TABLE "Customer" ADD COLUMN     "secondFactorFrom" DATE;

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "pendingTotp" TEXT,
ADD COLUMN     "secondFactorSince" TIMESTAMPTZ(3),
ADD COLUMN     "totpLastStep" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "totpSecret" TEXT;

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "amr" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "provenAt" TIMESTAMPTZ(3),
ADD COLUMN     "secondFactorAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "RecoveryCode" ADD COLUMN     "personId" UUID;

-- CreateTable
CREATE TABLE "Passkey" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "credentialId" TEXT NOT NULL,
    "publicKey" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL,
    "transports" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Passkey_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "Passkey_platform_id_personId_createdAt_idx" ON "Passkey"("platform_id", "personId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Passkey_platform_id_credentialId_key" ON "Passkey"("platform_id", "credentialId");

-- CreateIndex
CREATE INDEX "RecoveryCode_platform_id_personId_idx" ON "RecoveryCode"("platform_id", "personId");

-- AddForeignKey
ALTER TABLE "Passkey" ADD CONSTRAINT "Passkey_platform_id_personId_fkey" FOREIGN KEY ("platform_id", "personId") REFERENCES "Person"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecoveryCode" ADD CONSTRAINT "RecoveryCode_platform_id_personId_fkey" FOREIGN KEY ("platform_id", "personId") REFERENCES "Person"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- New tenant tables need their guard.
SELECT portal.guard_all();

-- A recovery code belongs to one kind of person.
ALTER TABLE "RecoveryCode" DROP CONSTRAINT "RecoveryCode_of_one";
ALTER TABLE "RecoveryCode" ADD CONSTRAINT "RecoveryCode_of_one" CHECK (num_nonnulls("staffId", "partnerPersonId", "personId") = 1);
