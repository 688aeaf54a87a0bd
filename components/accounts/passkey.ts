import { WebAuthnError, startAuthentication, startRegistration } from "@simplewebauthn/browser";
import type { z } from "zod";
import type { NewPasskey, SignedChallenge } from "@/server/accounts/factor.schema";
import { sayNow } from "../say/client";

type NewOptions = Parameters<typeof startRegistration>[0]["optionsJSON"];
type Options = Parameters<typeof startAuthentication>[0]["optionsJSON"];

/** Without the keys that hold nothing, so that a strict schema takes it. */
const plain = <T>(value: unknown): T => JSON.parse(JSON.stringify(value)) as T;

/** Has the device make a passkey, which asks for a finger, a face or a PIN. Throws as the browser does. */
export const makePasskey = async (options: NewOptions) => plain<z.input<typeof NewPasskey>>(await startRegistration({ optionsJSON: options }));

/** Has the device sign a challenge with a passkey of its own. Throws as the browser does. */
export const signChallenge = async (options: Options) => plain<z.input<typeof SignedChallenge>>(await startAuthentication({ optionsJSON: options }));

/** What went wrong at the device, in words; null for what was no matter of the device. */
export function deviceWords(error: unknown): string | null {
  const say = sayNow();
  if (error instanceof WebAuthnError && error.code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED") return say("这台设备上已经有您的通行密钥了。");
  if (error instanceof WebAuthnError || (error instanceof Error && ["NotAllowedError", "AbortError", "InvalidStateError", "SecurityError", "NotSupportedError"].includes(error.name))) return say("没有完成：已取消、超时，或这台设备没有可用的通行密钥。");
  return error instanceof Error && error.message.includes("WebAuthn") ? say("这个浏览器不支持通行密钥，请换一种方式。") : null;
}
