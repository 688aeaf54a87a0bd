-- CreateEnum
CREATE TYPE "FapiaoKind" AS ENUM ('ordinary', 'special');

-- CreateEnum
CREATE TYPE "FapiaoState" AS ENUM ('asked', 'refused', 'issued', 'delivered', 'redAsked', 'redConfirmed', 'redRefused', 'redWithdrawn', 'redExpired', 'redIssued');

-- CreateEnum
CREATE TYPE "FapiaoSide" AS ENUM ('customer', 'operator');

-- CreateTable
CREATE TABLE "FapiaoTitle" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "customerId" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "bankName" TEXT NOT NULL,
    "bankAccount" TEXT NOT NULL,
    "changedBy" TEXT NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FapiaoTitle_pkey" PRIMARY KEY ("platform_id","customerId")
);

-- CreateTable
CREATE TABLE "Fapiao" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "kind" "FapiaoKind" NOT NULL,
    "state" "FapiaoState" NOT NULL DEFAULT 'asked',
    "titleName" TEXT NOT NULL,
    "taxNumber" TEXT NOT NULL,
    "titleFacts" JSONB NOT NULL,
    "grossFen" BIGINT NOT NULL,
    "netFen" BIGINT NOT NULL,
    "taxFen" BIGINT NOT NULL,
    "askedBy" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "refusal" TEXT,
    "invoiceNumber" TEXT,
    "issuedAt" TIMESTAMPTZ(3),
    "issuedBy" TEXT,
    "fileName" TEXT,
    "fileBytes" BYTEA,
    "deliveredAt" TIMESTAMPTZ(3),
    "redAskedBy" "FapiaoSide",
    "redReason" TEXT,
    "redAskedAt" TIMESTAMPTZ(3),
    "redAnswerBy" TIMESTAMPTZ(3),
    "redEndedAt" TIMESTAMPTZ(3),
    "redInvoiceNumber" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Fapiao_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "FapiaoPart" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "fapiaoId" UUID NOT NULL,
    "rateId" UUID NOT NULL,
    "billId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "taxRateBp" INTEGER NOT NULL,
    "grossFen" BIGINT NOT NULL,
    "netFen" BIGINT NOT NULL,
    "taxFen" BIGINT NOT NULL,

    CONSTRAINT "FapiaoPart_pkey" PRIMARY KEY ("platform_id","fapiaoId","rateId")
);

-- CreateIndex
CREATE INDEX "Fapiao_platform_id_customerId_askedAt_id_idx" ON "Fapiao"("platform_id", "customerId", "askedAt" DESC, "id");

-- CreateIndex
CREATE INDEX "Fapiao_platform_id_state_askedAt_id_idx" ON "Fapiao"("platform_id", "state", "askedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Fapiao_platform_id_number_key" ON "Fapiao"("platform_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Fapiao_platform_id_invoiceNumber_key" ON "Fapiao"("platform_id", "invoiceNumber");

-- CreateIndex
CREATE UNIQUE INDEX "Fapiao_platform_id_redInvoiceNumber_key" ON "Fapiao"("platform_id", "redInvoiceNumber");

-- CreateIndex
CREATE INDEX "FapiaoPart_platform_id_rateId_idx" ON "FapiaoPart"("platform_id", "rateId");

-- CreateIndex
CREATE INDEX "FapiaoPart_platform_id_billId_idx" ON "FapiaoPart"("platform_id", "billId");

-- AddForeignKey
ALTER TABLE "FapiaoPart" ADD CONSTRAINT "FapiaoPart_platform_id_fapiaoId_fkey" FOREIGN KEY ("platform_id", "fapiaoId") REFERENCES "Fapiao"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- New tenant tables need their guard.
SELECT portal.guard_all();

DO $$
DECLARE name text;
BEGIN
  EXECUTE 'CREATE POLICY duty ON "Fapiao" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"))';
  FOREACH name IN ARRAY ARRAY['FapiaoTitle','FapiaoPart'] LOOP
    EXECUTE format('CREATE POLICY duty ON %1$I AS RESTRICTIVE USING (portal.duty_is_whole() OR EXISTS (SELECT FROM "Customer" c WHERE c.platform_id = %1$I.platform_id AND c.id = %1$I."customerId"))', name);
  END LOOP;
END $$;
ALTER TABLE "Fapiao" ADD CONSTRAINT "Fapiao_tax" CHECK ("netFen" + "taxFen" = "grossFen" AND "grossFen" > 0);
ALTER TABLE "FapiaoPart" ADD CONSTRAINT "FapiaoPart_tax" CHECK ("netFen" + "taxFen" = "grossFen" AND "grossFen" > 0);

-- BI9: what stands of a line is never more than what is paid of it, whatever the code does. Locks the line, so that two askings meet.
CREATE FUNCTION portal.cap_fapiao() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE paid bigint; covered bigint;
BEGIN
  SELECT "paidFen" INTO paid FROM "AppliedCustomerBillingRate" WHERE platform_id = NEW.platform_id AND id = NEW."rateId" FOR UPDATE;
  SELECT coalesce(sum(p."grossFen"), 0) INTO covered FROM "FapiaoPart" p JOIN "Fapiao" f ON f.platform_id = p.platform_id AND f.id = p."fapiaoId"
    WHERE p.platform_id = NEW.platform_id AND p."rateId" = NEW."rateId" AND f.state NOT IN ('refused', 'redIssued');
  IF covered > coalesce(paid, 0) THEN RAISE EXCEPTION 'fapiao above what is paid: % of %', covered, paid USING ERRCODE = '23514', CONSTRAINT = 'FapiaoPart_paid'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER cap_fapiao AFTER INSERT ON "FapiaoPart" FOR EACH ROW EXECUTE FUNCTION portal.cap_fapiao();
