-- Which orders by a quote wait for a counter, for the worker, which asks every few seconds.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "ProductOrder_quotes_at_counters" ON "ProductOrder" (platform_id, "closedAt") WHERE stage = 'handedOff' AND "quoteId" IS NOT NULL;
