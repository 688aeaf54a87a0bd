import { hashPassword } from "../../server/crypto";
import type { Db } from "../../server/db";
import { sealSecret } from "../../server/factors/factor.service";
import { catalogue, partnerCode } from "./catalogue";
import { demoPartnerPeople } from "./people";

/** The companies whose applications the demonstration's catalogue sells, their bindings, and those of their people who can sign in. */
export async function seedPartners(db: Db): Promise<void> {
  const createdAt = new Date(Date.now() - 200 * 86_400_000);
  const brought = catalogue.flatMap(({ code, name, provider }) => (provider.kind === "ap" ? [{ code, name, provider }] : []));
  for (const { name, serial } of new Map(brought.map(({ provider }) => [provider.serial, provider])).values()) {
    const own = brought.filter(({ provider }) => provider.serial === serial);
    await db.partner.create({
      data: {
        code: partnerCode(serial), name, createdBy: "周航", createdAt,
        applications: { create: own.map((one) => ({ specificationCode: one.code, name: one.name, provinceIds: [], liveSince: createdAt, nextAskAt: new Date(), createdAt })) },
        people: { create: await Promise.all(demoPartnerPeople.filter((person) => person.serial === serial).map(async ({ name: personName, email, password, secret, roles }) => ({ name: personName, email, roles, passwordHash: await hashPassword(password), totpSecret: sealSecret(secret), invitedAt: createdAt, createdAt }))) },
      },
    });
  }
}
