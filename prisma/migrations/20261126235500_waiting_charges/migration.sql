-- What waits for a bill is found without looking at all that was ever billed: a run asks for it with every batch.
CREATE INDEX "AppliedCustomerBillingRate_waiting" ON "AppliedCustomerBillingRate" (platform_id, "customerId") WHERE "billId" IS NULL;

-- The checks of foreign keys keep the plan that they make first. On bills that were counted when there were none, every index looks
-- alike, and each line's check went through all bills of its platform. So a run has them counted once it has made some.
CREATE FUNCTION portal.count_bills() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  ANALYZE "CustomerBill";
  ANALYZE "AppliedCustomerBillingRate";
END $$;
