-- Promise 13: what is published stands in every column, also in those that come later. Until now a bill's number, due day or payer's
-- type, and a line's seats, tax rate or product, could still be changed; named here is what may move, and nothing else does.
CREATE OR REPLACE FUNCTION portal.keep_published_bill() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moving constant text[] := ARRAY['state', 'paidFen', 'settledAt', 'confirmedAt', 'version'];
BEGIN
  IF OLD."sentAt" IS NOT NULL AND (TG_OP = 'DELETE' OR NEW.state IN ('new', 'validated') OR to_jsonb(NEW) - moving IS DISTINCT FROM to_jsonb(OLD) - moving) THEN
    RAISE EXCEPTION 'a published bill does not change' USING ERRCODE = '42501';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE OR REPLACE FUNCTION portal.keep_rate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moving constant text[] := ARRAY['billId', 'paidFen', 'reducedFen'];
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD."paidFen" <> 0 OR EXISTS (SELECT FROM "CustomerBill" b WHERE b.platform_id = OLD.platform_id AND b.id = OLD."billId" AND b."sentAt" IS NOT NULL) THEN
      RAISE EXCEPTION 'a charge that was paid or published does not go' USING ERRCODE = '42501';
    END IF;
    RETURN OLD;
  END IF;
  -- A charge may enter a bill, leave one that is not published, be paid and be credited; all else of it stands for ever.
  IF to_jsonb(NEW) - moving IS DISTINCT FROM to_jsonb(OLD) - moving
    OR NEW."reducedFen" < OLD."reducedFen"
    OR (NEW."billId" IS DISTINCT FROM OLD."billId" AND EXISTS (SELECT FROM "CustomerBill" b WHERE b.platform_id = OLD.platform_id AND b.id IN (OLD."billId", NEW."billId") AND b."sentAt" IS NOT NULL)) THEN
    RAISE EXCEPTION 'a charge does not change' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
