import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { randomToken } from "../crypto";
import { sealSecret } from "../factors/factor.service";
import { fieldError } from "../kernel/errors";
import { allowedNetworks } from "../outer-call";
import { callbackProblem } from "../platforms/outer-network.rules";
import type { PartnerActor, Scope } from "../scope";
import { ownApplication } from "./application.service";
import type { ClientSecret, RenewClientSecret, SetSignIn } from "./desk.schema";

/** A browser goes there with what lets it in: no address inside the operator's network, and none that hides where it leads. */
function refuseAddress(field: string, address: string): void {
  if (callbackProblem(address, allowedNetworks()) || new URL(address).hash !== "" || new URL(address).username !== "") throw fieldError(field, "addressRefused");
}

/** PR5: where an application's people come from the portal; its first secret is made with it and shown once. Throws field errors. */
export async function setSignIn(scope: Scope<PartnerActor>, { applicationId, redirectUri, initiateLoginUri }: z.output<typeof SetSignIn>): Promise<z.output<typeof ClientSecret>> {
  const before = await ownApplication(scope, applicationId);
  refuseAddress("redirectUri", redirectUri);
  refuseAddress("initiateLoginUri", initiateLoginUri);
  const secret = before.sealedClientSecret === null ? randomToken() : null;
  await scope.transaction(async (tx) => {
    await tx.partnerApplication.updateMany({ where: { id: applicationId }, data: { redirectUri, initiateLoginUri, ...(secret === null ? {} : { sealedClientSecret: sealSecret(secret), clientSecretMadeAt: scope.now() }) } });
    await recordAudit(tx, scope, "partnerInterface.setSignIn", { kind: "partnerApplication", id: applicationId }, { before: { redirectUri: before.redirectUri, initiateLoginUri: before.initiateLoginUri }, after: { redirectUri, initiateLoginUri } });
  });
  return { clientId: before.specificationCode, secret };
}

/** Another secret for the sign-in, shown once; the one before counts no more from now on. */
export async function renewClientSecret(scope: Scope<PartnerActor>, { applicationId }: z.output<typeof RenewClientSecret>): Promise<z.output<typeof ClientSecret>> {
  const { specificationCode } = await ownApplication(scope, applicationId);
  const secret = randomToken();
  await scope.transaction(async (tx) => {
    await tx.partnerApplication.updateMany({ where: { id: applicationId }, data: { sealedClientSecret: sealSecret(secret), clientSecretMadeAt: scope.now() } });
    await recordAudit(tx, scope, "partnerInterface.renewClientSecret", { kind: "partnerApplication", id: applicationId });
  });
  return { clientId: specificationCode, secret };
}
