import { randomUUID } from "node:crypto";
import type { Ids } from "./matrix";

const empty = () => ({});
const key = "AAAA";
const made = { id: key, rawId: key, type: "public-key", clientExtensionResults: {}, response: { clientDataJSON: key, attestationObject: key } };
const signed = { ...made, response: { clientDataJSON: key, authenticatorData: key, signature: key } };

/** The rows of a company's people's second step and second factor. */
export const factorInputs: Record<string, (ids: Ids) => unknown> = {
  "secondStep.passkeyOptions": empty,
  "secondStep.state": () => undefined,
  "secondStep.beginTotp": empty,
  "secondStep.confirmTotp": () => ({ otp: "123456" }),
  "secondStep.beginPasskey": empty,
  "secondStep.addPasskey": () => ({ name: "我的电脑", answer: made }),
  "secondFactor.state": () => undefined,
  "secondFactor.prove": () => ({ password: "x" }),
  "secondFactor.proofOptions": empty,
  "secondFactor.proveByPasskey": () => ({ answer: signed }),
  "secondFactor.beginTotp": empty,
  "secondFactor.confirmTotp": () => ({ otp: "123456" }),
  "secondFactor.removeTotp": empty,
  "secondFactor.beginPasskey": empty,
  "secondFactor.addPasskey": () => ({ name: "我的电脑", answer: made }),
  "secondFactor.removePasskey": () => ({ passkeyId: randomUUID() }),
  "secondFactor.renewRecoveryCodes": empty,
  "companySignIn.state": () => undefined,
  "companySignIn.save": () => ({ issuer: "https://login.company.example", clientId: "kdsw", secret: "x" }),
  "companySignIn.turnOn": empty,
  "companySignIn.turnOff": empty,
  "membership.resetSecondFactor": () => ({ membershipId: randomUUID() }),
  "membership.requireSecondFactor": () => ({ from: "2026-12-31" }),
};
