-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "companySignInId" UUID;

-- CreateTable
CREATE TABLE "CompanySignIn" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "issuer" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "sealedSecret" TEXT NOT NULL,
    "isOn" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "testedVersion" INTEGER,
    "testedAt" TIMESTAMPTZ(3),
    "testedEmail" TEXT,
    "changedByName" TEXT NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CompanySignIn_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "CompanyIdentity" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "signInId" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "linkedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CompanyIdentity_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "CompanySignIn_platform_id_customerId_key" ON "CompanySignIn"("platform_id", "customerId");

-- CreateIndex
CREATE UNIQUE INDEX "CompanyIdentity_platform_id_signInId_subject_key" ON "CompanyIdentity"("platform_id", "signInId", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "CompanyIdentity_platform_id_signInId_personId_key" ON "CompanyIdentity"("platform_id", "signInId", "personId");

-- AddForeignKey
ALTER TABLE "CompanyIdentity" ADD CONSTRAINT "CompanyIdentity_platform_id_signInId_fkey" FOREIGN KEY ("platform_id", "signInId") REFERENCES "CompanySignIn"("platform_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- New tenant tables need their guard.
SELECT portal.guard_all();
