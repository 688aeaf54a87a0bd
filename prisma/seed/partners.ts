import { hashPassword } from "../../server/crypto";
import type { Db } from "../../server/db";
import { env } from "../../server/env";
import { sealSecret } from "../../server/factors/factor.service";
import { writeRun } from "../../server/partners/pack-desk.service";
import { prepareSandbox } from "../../server/partners/sandbox.service";
import { NATIONAL_SCOPE } from "../../server/platforms/province.rules";
import { scopeFor, systemScope } from "../../server/scope";
import { catalogue, partnerCode } from "./catalogue";
import { DEMO_PASSWORD, demoPartnerPeople } from "./people";

/** The stand-in takes our sign-in for each of its applications, by the secret of the demonstration. */
function signInOf(code: string) {
  const { AP_URL, AP_SHARED_SECRET } = env();
  return { redirectUri: `${AP_URL}/sign-in-answer/${code}`, initiateLoginUri: `${AP_URL}/sign-in-begin/${code}`, sealedClientSecret: sealSecret(AP_SHARED_SECRET), clientSecretMadeAt: new Date() };
}

/** The companies whose applications the demonstration's catalogue sells, their bindings, those of their people who can sign in, and their companies in the sandbox. */
export async function seedPartners(db: Db): Promise<void> {
  const createdAt = new Date(Date.now() - 200 * 86_400_000);
  const brought = catalogue.flatMap(({ code, name, provider }) => (provider.kind === "ap" ? [{ code, name, provider }] : []));
  for (const { name, serial } of new Map(brought.map(({ provider }) => [provider.serial, provider])).values()) {
    const own = brought.filter(({ provider }) => provider.serial === serial);
    const partner = await db.partner.create({
      data: {
        code: partnerCode(serial), name, createdBy: "周航", createdAt,
        applications: { create: own.map((one) => ({ specificationCode: one.code, name: one.name, provinceIds: [], ...signInOf(one.code), liveSince: createdAt, nextAskAt: new Date(), createdAt })) },
        people: { create: await Promise.all(demoPartnerPeople.filter((person) => person.serial === serial).map(async ({ name: personName, email, password, secret, roles }) => ({ name: personName, email, roles, passwordHash: await hashPassword(password), totpSecret: sealSecret(secret), invitedAt: createdAt, createdAt }))) },
      },
      include: { people: true, applications: true },
    });
    // Run by the worker at the first start, as one that its partner asks for.
    const system = await systemScope(NATIONAL_SCOPE);
    await system.transaction(async (tx) => {
      for (const application of partner.applications) await writeRun(tx, system, application);
    });
    const [person] = partner.people;
    if (person) await prepareSandbox(await scopeFor(NATIONAL_SCOPE, { kind: "partner", id: person.id, name: person.name, sessionId: person.id, roles: person.roles, partnerId: partner.id }), DEMO_PASSWORD);
  }
}
