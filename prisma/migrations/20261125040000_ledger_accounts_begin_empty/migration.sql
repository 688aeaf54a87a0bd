-- BI14: the application may open accounts, but only empty ones, and a company's never without its floor; balances move by postings alone.
CREATE FUNCTION portal.begin_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."balanceFen" <> 0 THEN RAISE EXCEPTION 'a ledger account begins empty' USING ERRCODE = '42501'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER begin_empty BEFORE INSERT ON "LedgerAccount" FOR EACH ROW EXECUTE FUNCTION portal.begin_empty();
ALTER TABLE "LedgerAccount" ADD CONSTRAINT "LedgerAccount_prepaid_floor" CHECK (kind NOT IN ('prepaidCash', 'prepaidHeld') OR ("customerId" IS NOT NULL AND coalesce("floorFen", -1) = 0));
