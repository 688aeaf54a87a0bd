-- A rate that was quoted to one company is no promotion of the desk's: its list leaves it out (OR15). The table says so by itself, so that
-- the version before this one writes it too.
ALTER TABLE "Promotion" ADD COLUMN "isQuoted" BOOLEAN NOT NULL DEFAULT false;

CREATE FUNCTION portal.know_quoted_rate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."isQuoted" := EXISTS (SELECT FROM "QuoteOffer" o WHERE o.platform_id = NEW.platform_id AND o.id = NEW.id);
  RETURN NEW;
END $$;
CREATE TRIGGER know_quoted_rate BEFORE INSERT OR UPDATE OF "isQuoted" ON "Promotion" FOR EACH ROW EXECUTE FUNCTION portal.know_quoted_rate();

ALTER TABLE "Promotion" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "QuoteOffer" NO FORCE ROW LEVEL SECURITY;
UPDATE "Promotion" p SET "isQuoted" = true FROM "QuoteOffer" o WHERE o.platform_id = p.platform_id AND o.id = p.id;
ALTER TABLE "QuoteOffer" FORCE ROW LEVEL SECURITY;
ALTER TABLE "Promotion" FORCE ROW LEVEL SECURITY;
