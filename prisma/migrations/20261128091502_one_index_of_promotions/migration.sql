-- The one before it serves nothing any more.
DROP INDEX CONCURRENTLY IF EXISTS "Promotion_platform_id_createdAt_id_idx";
