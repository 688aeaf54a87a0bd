-- Row-level security lets a condition go before its own only where the operator cannot give a row away, and PostgreSQL counts the
-- equality of enums as one that might: an index on a state was then used by no statement of the application, and a state searched for
-- among a million orders was read from all of them. Comparing two enum values reads nothing and raises nothing. Only a superuser may say
-- so; elsewhere everything is as right, and as slow, as before (docs/decisions/2026-11-27-states-are-found-by-their-index.md).
DO $$ BEGIN
  ALTER FUNCTION pg_catalog.enum_eq(anyenum, anyenum) LEAKPROOF;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'not a superuser: ask one to run ALTER FUNCTION pg_catalog.enum_eq(anyenum, anyenum) LEAKPROOF';
END $$;
