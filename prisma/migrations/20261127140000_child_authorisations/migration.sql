-- CreateTable
CREATE TABLE "ChildAuthorisation" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "parentId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "specificationCode" TEXT,
    "productClass" TEXT,
    "offeringCodes" TEXT[],
    "seatCeiling" INTEGER,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE,
    "grantedAt" TIMESTAMPTZ(3) NOT NULL,
    "grantedByName" TEXT NOT NULL,
    "withdrawnAt" TIMESTAMPTZ(3),
    "withdrawnByName" TEXT,

    CONSTRAINT "ChildAuthorisation_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "ChildAuthorisation_platform_id_customerId_withdrawnAt_id_idx" ON "ChildAuthorisation"("platform_id", "customerId", "withdrawnAt", "id");

-- New tenant tables need their guard.
SELECT portal.guard_all();

CREATE POLICY duty ON "ChildAuthorisation" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));
-- One product or one class, never both and never neither; a ceiling is none or a number.
ALTER TABLE "ChildAuthorisation" ADD CONSTRAINT "ChildAuthorisation_one_target" CHECK (("specificationCode" IS NULL) <> ("productClass" IS NULL)), ADD CONSTRAINT "ChildAuthorisation_ceiling" CHECK ("seatCeiling" >= 0);
-- Other terms are another row: nothing but its end can be written.
REVOKE UPDATE, DELETE, TRUNCATE ON "ChildAuthorisation" FROM kdsw_app;
GRANT UPDATE ("withdrawnAt", "withdrawnByName") ON "ChildAuthorisation" TO kdsw_app;
