import { demoSecrets } from "../../e2e/simulators/start";
import { hashPassword, sha256 } from "../../server/crypto";
import { type Db, closeDatabases, dbFor, newId } from "../../server/db";
import { NATIONAL_SCOPE, SANDBOX_PLATFORM, provincesOf, scopeIds } from "../../server/platforms/province.rules";
import { sealSecret } from "../../server/factors/factor.service";
import { apiScopes } from "../../server/machine/machine.rules";
import { say } from "../../scripts/support/say";
import { seedCatalogue } from "./catalogue";
import { seedCustomer } from "./customers";
import { seedFoundations } from "./foundations";
import { seedHistory } from "./history";
import { seedCatalogueDraft } from "./catalogue-draft";
import { seedPartners } from "./partners";
import { demoCustomers, demoStaff } from "./people";
import { seedProvider } from "./provider";

async function seedStaff(db: Db, ids: ReadonlyMap<string, string>): Promise<void> {
  for (const { name, email, phone, password, secret, duties } of demoStaff) {
    await db.staff.create({
      data: {
        id: ids.get(email) ?? newId(), name, email, phone, passwordHash: await hashPassword(password), totpSecret: sealSecret(secret), createdAt: new Date(),
        duties: { create: duties.map(({ platformId, provinceIds, roles }, index) => ({ dutyPlatformId: platformId, provinceIds, roles, startsOn: new Date(Date.UTC(2026, 0, 1 + index)) })) },
      },
    });
  }
}

/** The clients of each platform's 97 and of its 10060 at the TM Forum APIs; their secrets are the demonstration's. */
async function seedMachines(db: Db, platformId: string): Promise<void> {
  const usual = { secretMadeAt: new Date(), provinceIds: [], createdBy: "系统", createdAt: new Date() };
  await db.apiClient.create({ data: { ...usual, clientId: `${platformId}.97`, name: "97 综合营业系统", secretHash: sha256(demoSecrets.api97), scopes: [...apiScopes] } });
  // Cases, and as much of companies as it takes to find the caller.
  await db.apiClient.create({ data: { ...usual, clientId: `${platformId}.10060`, name: "10060 客服系统", secretHash: sha256(demoSecrets.api10060), scopes: ["tmf621:read", "tmf621:write", "tmf629:read"] } });
}

/** Loads the demonstration once: catalogue, foundations and machine client of every scope, staff, partners, companies and a month of history. */
export async function seedDemo(env: NodeJS.ProcessEnv): Promise<void> {
  Object.assign(process.env, env);
  const national = dbFor(NATIONAL_SCOPE);
  if ((await national.staff.count()) > 0) return closeDatabases();
  say("Loading demo data …");
  for (const scopeId of scopeIds()) {
    const db = dbFor(scopeId);
    await seedFoundations(db, scopeId);
    if (scopeId === NATIONAL_SCOPE) continue;
    await seedCatalogue(db, scopeId);
    if (scopeId !== SANDBOX_PLATFORM) await seedMachines(db, scopeId);
  }
  await seedPartners(national);
  for (const row of demoCustomers) await seedCustomer(dbFor(row.platformId), row);
  for (const platformId of new Set(demoCustomers.map((row) => row.platformId))) {
    const provinces = provincesOf(platformId);
    await dbFor(platformId).billingSetting.createMany({ data: provinces.map(({ id, name }, index) => ({ provinceId: id, collectionName: `${name}宽带商务业务专户（示例）`, collectionBank: `示例银行${name}分行`, collectionAccount: `0302${String(index + 1).padStart(4, "0")}0009998888`, changedBy: "系统", changedAt: new Date() })), skipDuplicates: true });
  }
  await seedHistory();
  // What came more than a week ago has been read.
  const read = { where: { createdAt: { lt: new Date(Date.now() - 7 * 86_400_000) }, readAt: null }, data: { readAt: new Date() } };
  for (const platformId of new Set(demoCustomers.map((row) => row.platformId))) await dbFor(platformId).notice.updateMany(read);
  await seedProvider([...new Set(demoCustomers.map((row) => row.platformId))], env.SIM_DATA_DIR);
  const ids = new Map(demoStaff.map(({ email }) => [email, newId()]));
  await seedCatalogueDraft(ids);
  // Last, since its presence says that the rest is complete.
  await seedStaff(national, ids);
  await closeDatabases();
}
