-- AlterEnum
ALTER TYPE "LookKind" ADD VALUE 'quotePage';

-- CreateEnum
CREATE TYPE "QuoteState" AS ENUM ('inProgress', 'pending', 'approved', 'accepted', 'rejected', 'cancelled', 'expired');

-- CreateEnum
CREATE TYPE "QuoteTurn" AS ENUM ('operator', 'secondPerson', 'company', 'nobody');

-- CreateEnum
CREATE TYPE "QuoteOfferState" AS ENUM ('draft', 'submitted', 'issued', 'discarded');

-- AlterTable
ALTER TABLE "ProductOrder" ADD COLUMN     "quoteId" UUID,
ADD COLUMN     "quoteOfferId" UUID;

-- CreateTable
CREATE TABLE "Quote" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "state" "QuoteState" NOT NULL DEFAULT 'inProgress',
    "turn" "QuoteTurn" NOT NULL DEFAULT 'operator',
    "offeringCode" TEXT NOT NULL,
    "offeringName" TEXT NOT NULL,
    "specificationName" TEXT NOT NULL,
    "seats" INTEGER NOT NULL,
    "seatName" TEXT NOT NULL,
    "wish" TEXT NOT NULL,
    "askedByPersonId" UUID,
    "askedByName" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "handledByName" TEXT NOT NULL DEFAULT '',
    "validTo" DATE,
    "remindedAt" TIMESTAMPTZ(3),
    "endReason" TEXT NOT NULL DEFAULT '',
    "closedAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Quote_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "QuoteOffer" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "quoteId" UUID NOT NULL,
    "offerNumber" INTEGER NOT NULL,
    "state" "QuoteOfferState" NOT NULL DEFAULT 'draft',
    "offeringCode" TEXT NOT NULL,
    "offeringName" TEXT NOT NULL,
    "specificationCode" TEXT NOT NULL,
    "specificationName" TEXT NOT NULL,
    "seatName" TEXT NOT NULL,
    "seats" INTEGER NOT NULL,
    "seatsFrom" INTEGER NOT NULL,
    "seatsTo" INTEGER NOT NULL,
    "percentOffBp" INTEGER NOT NULL,
    "months" INTEGER,
    "coversSetUp" BOOLEAN NOT NULL DEFAULT false,
    "components" JSONB NOT NULL,
    "priceBookVersion" INTEGER NOT NULL,
    "firstPeriodRule" TEXT NOT NULL,
    "seatsMin" INTEGER NOT NULL,
    "seatStep" INTEGER NOT NULL,
    "monthlyFen" BIGINT NOT NULL,
    "firstYearFen" BIGINT NOT NULL,
    "listMonthlyFen" BIGINT NOT NULL,
    "listFirstYearFen" BIGINT NOT NULL,
    "validTo" DATE NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "writtenById" UUID NOT NULL,
    "writtenByName" TEXT NOT NULL,
    "writerIds" TEXT[],
    "writtenAt" TIMESTAMPTZ(3) NOT NULL,
    "issuedById" UUID,
    "issuedByName" TEXT,
    "issuedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "QuoteOffer_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "QuoteMessage" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "quoteId" UUID NOT NULL,
    "isFromStaff" BOOLEAN NOT NULL,
    "isInternal" BOOLEAN NOT NULL DEFAULT false,
    "authorName" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "QuoteMessage_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "Quote_platform_id_customerId_id_idx" ON "Quote"("platform_id", "customerId", "id" DESC);

-- CreateIndex
CREATE INDEX "Quote_platform_id_provinceId_id_idx" ON "Quote"("platform_id", "provinceId", "id" DESC);

-- CreateIndex
CREATE INDEX "Quote_platform_id_turn_id_idx" ON "Quote"("platform_id", "turn", "id" DESC);

-- CreateIndex
CREATE INDEX "Quote_platform_id_state_validTo_idx" ON "Quote"("platform_id", "state", "validTo");

-- CreateIndex
CREATE UNIQUE INDEX "Quote_platform_id_number_key" ON "Quote"("platform_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "QuoteOffer_platform_id_quoteId_offerNumber_key" ON "QuoteOffer"("platform_id", "quoteId", "offerNumber");

-- CreateIndex
CREATE INDEX "QuoteMessage_platform_id_quoteId_at_idx" ON "QuoteMessage"("platform_id", "quoteId", "at");

-- AddForeignKey
ALTER TABLE "QuoteOffer" ADD CONSTRAINT "QuoteOffer_platform_id_quoteId_fkey" FOREIGN KEY ("platform_id", "quoteId") REFERENCES "Quote"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuoteMessage" ADD CONSTRAINT "QuoteMessage_platform_id_quoteId_fkey" FOREIGN KEY ("platform_id", "quoteId") REFERENCES "Quote"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- New tenant tables need their guard.
SELECT portal.guard_all();

CREATE POLICY duty ON "Quote" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['QuoteOffer','QuoteMessage'] LOOP
    EXECUTE format('CREATE POLICY duty ON %1$I AS RESTRICTIVE USING (portal.duty_is_whole() OR EXISTS (SELECT FROM "Quote" q WHERE q.platform_id = %1$I.platform_id AND q.id = %1$I."quoteId"))', name);
  END LOOP;
END $$;

-- What was said stays said, and a quote with its prices stays.
REVOKE DELETE, TRUNCATE ON "Quote", "QuoteOffer", "QuoteMessage" FROM kdsw_app;
REVOKE UPDATE ON "QuoteMessage" FROM kdsw_app;

-- OR15: one price is being written at a time; a price below the list has two people; the company gets nothing but what holds.
CREATE UNIQUE INDEX "QuoteOffer_one_open_per_quote" ON "QuoteOffer" (platform_id, "quoteId") WHERE state IN ('draft', 'submitted');
ALTER TABLE "QuoteOffer"
  ADD CONSTRAINT "QuoteOffer_terms" CHECK ("percentOffBp" BETWEEN 0 AND 9900 AND (months IS NULL OR months BETWEEN 1 AND 36) AND "seatsFrom" BETWEEN 1 AND seats AND seats <= "seatsTo"),
  ADD CONSTRAINT "QuoteOffer_two_people" CHECK (state <> 'issued' OR ("issuedAt" IS NOT NULL AND "issuedById" IS NOT NULL AND ("percentOffBp" = 0 OR NOT "issuedById"::text = ANY ("writerIds"))));

CREATE FUNCTION portal.keep_quote_offer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IN ('issued', 'discarded') THEN RAISE EXCEPTION 'a price that is out does not change' USING ERRCODE = '42501'; END IF;
  -- What waits for its second person is issued as it stands, or goes back to be written again.
  IF NEW.state = 'issued' AND (NEW."offeringCode", NEW.seats, NEW."seatsFrom", NEW."seatsTo", NEW."percentOffBp", NEW.months, NEW."coversSetUp", NEW.components, NEW."priceBookVersion", NEW."firstPeriodRule", NEW."seatsMin", NEW."seatStep", NEW."writerIds", NEW."validTo", NEW.note, NEW."writtenById")
    IS DISTINCT FROM (OLD."offeringCode", OLD.seats, OLD."seatsFrom", OLD."seatsTo", OLD."percentOffBp", OLD.months, OLD."coversSetUp", OLD.components, OLD."priceBookVersion", OLD."firstPeriodRule", OLD."seatsMin", OLD."seatStep", OLD."writerIds", OLD."validTo", OLD.note, OLD."writtenById")
  THEN RAISE EXCEPTION 'a price is issued as it was written' USING ERRCODE = '42501'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_quote_offer BEFORE UPDATE ON "QuoteOffer" FOR EACH ROW EXECUTE FUNCTION portal.keep_quote_offer();

-- An order takes up a quote of its own company alone.
CREATE FUNCTION portal.own_quote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM "Quote" q JOIN "QuoteOffer" o ON o.platform_id = q.platform_id AND o."quoteId" = q.id
    WHERE q.platform_id = NEW.platform_id AND q.id = NEW."quoteId" AND q."customerId" = NEW."customerId" AND o.id = NEW."quoteOfferId" AND o.state = 'issued')
  THEN RAISE EXCEPTION 'a quote serves its own company' USING ERRCODE = '42501'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER own_quote BEFORE INSERT OR UPDATE OF "quoteId", "quoteOfferId", "customerId" ON "ProductOrder" FOR EACH ROW WHEN (NEW."quoteId" IS NOT NULL) EXECUTE FUNCTION portal.own_quote();
