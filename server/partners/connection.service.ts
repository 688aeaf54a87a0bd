import { dbFor } from "../db";
import { env } from "../env";
import { unsealSecret } from "../factors/factor.service";
import type { PartnerApplication } from "../generated/prisma/client";
import { NATIONAL_SCOPE } from "../platforms/province.rules";
import { isSoldIn } from "./partner.rules";

/** How a provider's system is reached: where, and by which secrets, the newest first. An address that a partner typed is called with care. */
export type ApConnection = { base: string; secrets: readonly string[]; isOuter: boolean };
type Kept = Pick<PartnerApplication, "interfaceUrl" | "sealedSecret" | "oldSealedSecret" | "oldSecretUntil">;

/** The connection of an application; what its partner has not set is as the operator's settings say. */
export function connectionTo({ interfaceUrl, sealedSecret, oldSealedSecret, oldSecretUntil }: Kept): ApConnection {
  const isOldGood = oldSealedSecret !== null && oldSecretUntil !== null && oldSecretUntil > new Date();
  const secrets = [sealedSecret === null ? env().AP_SHARED_SECRET : unsealSecret(sealedSecret), ...(isOldGood ? [unsealSecret(oldSealedSecret)] : [])];
  return { base: (interfaceUrl ?? env().AP_URL).replace(/\/$/, ""), secrets, isOuter: interfaceUrl !== null };
}

/** What is called: a product of a specification, in a province of a platform. */
export type Called = { specificationCode: string; platformId: string; provinceId: string };

/** The connection for a product; one that no partner brings there is opened at the address of the settings. */
export async function connectionOf({ specificationCode, platformId, provinceId }: Called): Promise<ApConnection> {
  const kept = await dbFor(NATIONAL_SCOPE).partnerApplication.findFirst({ where: { specificationCode }, select: { interfaceUrl: true, sealedSecret: true, oldSealedSecret: true, oldSecretUntil: true, provinceIds: true } });
  const isTheirs = kept !== null && isSoldIn(kept, platformId, provinceId);
  return connectionTo(isTheirs ? kept : { interfaceUrl: null, sealedSecret: null, oldSealedSecret: null, oldSecretUntil: null });
}
