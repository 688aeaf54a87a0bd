-- Promise 13: nothing is added to a published bill either. Once per statement, since a run writes thousands of lines in one.
CREATE FUNCTION portal.keep_bill_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM added a JOIN "CustomerBill" b ON b.platform_id = a.platform_id AND b.id = a."billId" WHERE b."sentAt" IS NOT NULL) THEN
    RAISE EXCEPTION 'nothing enters a published bill' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_bill_closed AFTER INSERT ON "AppliedCustomerBillingRate" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION portal.keep_bill_closed();
