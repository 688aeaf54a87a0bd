import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { randomToken } from "../crypto";
import { env } from "../env";
import { sealSecret } from "../factors/factor.service";
import { AppError, fieldError } from "../kernel/errors";
import { allowedNetworks } from "../outer-call";
import { issuerOf } from "../oidc/issuer";
import { platformName, workPlatformIds } from "../platforms/province.rules";
import { callbackProblem } from "../platforms/outer-network.rules";
import { INTERFACE_VERSION } from "../provisioning/interface.rules";
import type { PartnerActor, Scope } from "../scope";
import { ownApplication, ownApplications } from "./application.service";
import { connectionTo } from "./connection.service";
import type { InterfaceView, NewSecret, RotateSecret, SetAddress } from "./desk.schema";
import { SECRET_OVERLAP_DAYS } from "./partner.rules";

/** IN4: where each application's system is called and since when by which secret; never the secret itself. */
export async function interfaceView(scope: Scope<PartnerActor>): Promise<z.output<typeof InterfaceView>> {
  const rows = await ownApplications(scope);
  return {
    version: INTERFACE_VERSION,
    issuers: workPlatformIds().map((platformId) => ({ platformName: platformName(platformId), issuer: issuerOf(platformId) })),
    applications: rows.map((row) => ({
      id: row.id, code: row.specificationCode, name: row.name, address: connectionTo(row).base, isOwnAddress: row.interfaceUrl !== null, secretMadeAt: row.secretMadeAt,
      signIn: row.redirectUri && row.initiateLoginUri && row.clientSecretMadeAt ? { redirectUri: row.redirectUri, initiateLoginUri: row.initiateLoginUri, madeAt: row.clientSecretMadeAt } : null,
      oldSecretUntil: row.oldSecretUntil && row.oldSecretUntil > new Date() ? row.oldSecretUntil : null,
    })),
  };
}

/** Calls the application's system at another address from the next call on. Throws a field error for one inside the operator's network. */
export async function setAddress(scope: Scope<PartnerActor>, { applicationId, address }: z.output<typeof SetAddress>): Promise<void> {
  const before = await ownApplication(scope, applicationId);
  const interfaceUrl = address.replace(/\/$/, "");
  if (callbackProblem(interfaceUrl, allowedNetworks()) || new URL(interfaceUrl).search !== "") throw fieldError("address", "addressRefused");
  await scope.transaction(async (tx) => {
    await tx.partnerApplication.updateMany({ where: { id: applicationId }, data: { interfaceUrl, ...(connectionTo(before).base === interfaceUrl ? {} : { greenVersion: null, greenAt: null, greenRunId: null }) } });
    await recordAudit(tx, scope, "partnerInterface.setAddress", { kind: "partnerApplication", id: applicationId }, { before: { address: connectionTo(before).base }, after: { address: interfaceUrl } });
  });
}

/** IN4: a new signing secret, shown once. The present one signs beside it for seven days, or ends now where it may be known. */
export async function rotateSecret(scope: Scope<PartnerActor>, { applicationId, isOldEnded }: z.output<typeof RotateSecret>): Promise<z.output<typeof NewSecret>> {
  const row = await ownApplication(scope, applicationId);
  const secret = randomToken();
  const oldSecretUntil = isOldEnded ? null : new Date(new Date().getTime() + SECRET_OVERLAP_DAYS * 86_400_000);
  const oldSealedSecret = isOldEnded ? null : (row.sealedSecret ?? sealSecret(env().AP_SHARED_SECRET));
  await scope.transaction(async (tx) => {
    // Guarded by the secret that was read: of two rotations at once one would hand out a secret that never counted.
    const changed = await tx.partnerApplication.updateMany({ where: { id: applicationId, sealedSecret: row.sealedSecret }, data: { sealedSecret: sealSecret(secret), secretMadeAt: scope.now(), oldSealedSecret, oldSecretUntil } });
    if (changed.count === 0) throw new AppError("CHANGED_MEANWHILE");
    await recordAudit(tx, scope, "partnerInterface.rotate", { kind: "partnerApplication", id: applicationId }, { after: { oldSecretUntil } });
  });
  return { secret, oldSecretUntil };
}
