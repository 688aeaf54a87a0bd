import { Client } from "pg";

/** A platform with the demonstration's foundations and its catalogue, and a connection of the database's owner that writes there. */
export async function benchPlatform(ownerUrl: string, platformId: string) {
  const { seedFoundations } = await import("../../prisma/seed/foundations");
  const { seedCatalogue } = await import("../../prisma/seed/catalogue");
  const { dbFor } = await import("../../server/db");
  const db = dbFor(platformId);
  await seedFoundations(db, platformId);
  if ((await db.productOffering.count()) === 0) await seedCatalogue(db, platformId);
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(`select set_config('portal.platform', $1, false)`, [platformId]);
  return { db, client };
}
