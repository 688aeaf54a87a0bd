import type { AuthenticationResponseJSON, PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import { z } from "zod";
import { line } from "./opening.schema";

const bytes = (most: number) => z.string().regex(/^[\w-]+$/, { error: "passkeyFailed" }).max(most);
const answer = { id: bytes(1400), rawId: bytes(1400), type: z.literal("public-key"), authenticatorAttachment: z.enum(["platform", "cross-platform"]).optional(), clientExtensionResults: z.record(z.string().max(40), z.unknown()) };

/** What a browser says of a new passkey; kept to the fields that are read. */
export const NewPasskey = z.strictObject({
  ...answer,
  response: z.strictObject({ clientDataJSON: bytes(4000), attestationObject: bytes(20_000), authenticatorData: bytes(8000).optional(), publicKey: bytes(8000).optional(), publicKeyAlgorithm: z.number().optional(), transports: z.array(z.string().max(20)).max(10).optional() }),
}).transform((value) => value as RegistrationResponseJSON);
/** What a browser says of a challenge that a passkey signed. */
export const SignedChallenge = z.strictObject({
  ...answer,
  response: z.strictObject({ clientDataJSON: bytes(4000), authenticatorData: bytes(4000), signature: bytes(4000), userHandle: bytes(200).optional() }),
}).transform((value) => value as AuthenticationResponseJSON);

export const PasskeyOptions = z.custom<PublicKeyCredentialRequestOptionsJSON>();
export const NewPasskeyOptions = z.custom<PublicKeyCredentialCreationOptionsJSON>();

const sixDigits = z.string().trim().regex(/^\d{6}$/, { error: "otpFormat" });
export const ConfirmTotp = z.strictObject({ otp: sixDigits });
export const PasskeyName = z.strictObject({ name: line(30).min(1, { error: "passkeyNameMissing" }) });
export const AddPasskey = PasskeyName.extend({ answer: NewPasskey });
export const PasskeyId = z.strictObject({ passkeyId: z.uuid() });
export const ProveByPassword = z.strictObject({ password: z.string().min(1, { error: "passwordMissing" }).max(200) });
export const ProveByPasskey = z.strictObject({ answer: SignedChallenge });

/** `recoveryCodes`: shown this once, empty where the old ones go on; `pass`: with which this sign-in goes on, null where it needs none. */
export const FactorSet = z.object({ recoveryCodes: z.array(z.string()), pass: z.string().nullable() });
export type FactorSet = z.infer<typeof FactorSet>;

export const SecondFactorState = z.object({
  hasTotp: z.boolean(),
  passkeys: z.array(z.object({ id: z.uuid(), name: z.string(), createdAt: z.date(), lastUsedAt: z.date().nullable() })),
  codesLeft: z.number(),
  /** An owner's, or asked for by one of the person's companies: the last one stays. */
  isRequired: z.boolean(),
  /** The person has proven themselves in the last minutes, so may change it. */
  isProven: z.boolean(),
  /** Passkeys hold on the platform's planned host alone. */
  takesPasskeys: z.boolean(),
});
export type SecondFactorState = z.infer<typeof SecondFactorState>;

export const SecondStepState = z.object({ needs: z.enum(["prove", "enrol"]), name: z.string(), isOwner: z.boolean(), hasTotp: z.boolean(), hasPasskey: z.boolean(), takesPasskeys: z.boolean() });
export type SecondStepState = z.infer<typeof SecondStepState>;
