import { Client, type QueryResultRow } from "pg";
import { databaseUrlOf } from "./env";

const LIMIT_MS = 2300;

/**
 * One statement in a scope, under the same row-level security as its client, on a connection that ends with it. For what looks at every
 * platform now and then: a client of the whole model takes twelve megabytes for each, which a web would keep for a question a minute.
 * Throws what the database answered, as a client's statement does.
 */
export async function glance<Row extends QueryResultRow>(scopeId: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: databaseUrlOf(scopeId), options: `-c portal.platform=${scopeId}`, connectionTimeoutMillis: LIMIT_MS, query_timeout: LIMIT_MS, statement_timeout: LIMIT_MS });
  try {
    await client.connect();
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}
