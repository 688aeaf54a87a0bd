import { Client } from "pg";

type Query = (this: Client, ...given: unknown[]) => unknown;
const prototype = Client.prototype as unknown as { query: Query };

/** How many statements this process sends to the database while some work runs alone in it; the work's own answer beside it. */
export async function countQueries<T>(work: () => Promise<T>): Promise<{ queries: number; answer: T }> {
  const own = prototype.query;
  let queries = 0;
  prototype.query = function counted(...given) {
    queries += 1;
    return own.apply(this, given);
  };
  try {
    return { answer: await work(), queries };
  } finally {
    prototype.query = own;
  }
}
