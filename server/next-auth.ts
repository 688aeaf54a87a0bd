import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { enterStorefront } from "./accounts/enter.service";
import { rememberDevice } from "./accounts/session.service";
import type { RequestContext } from "./context";
import { randomToken } from "./crypto";
import { asBusy } from "./db";
import { env } from "./env";
import { AppError } from "./kernel/errors";
import { signInPartner } from "./partners/session.service";
import { passkeyPlace } from "./accounts/second-step.rules";
import { cookieNameOf, cookieValue, endSessionById, openSession, realmOf, realmRules, secretOf, sessionScopeOf } from "./session";
import { signInStaff } from "./staff/session.service";

export const DEVICE_COOKIE = "kdsw-device";

/** What a sign-in tells its route: the token of a browser that signed in, or the outage that stopped it. */
export type SignInTrace = { token: string | null; outage: AppError | null };

/**
 * NextAuth for one request: the host decides realm, secret and cookie. Its token carries a session id and nothing more;
 * `device` collects the token of a browser that signed in, for the route to set.
 */
export function authOptions(context: RequestContext, device: SignInTrace): NextAuthOptions {
  const { face } = context;
  const realm = realmOf(face);
  if (!realm) throw new AppError("NOT_FOUND");
  const isSecure = env().PORTAL_SCHEME === "https";
  const maxAge = realmRules[realm].absoluteHours * 3600;
  return {
    secret: secretOf(realm),
    session: { strategy: "jwt", maxAge },
    useSecureCookies: isSecure,
    cookies: {
      sessionToken: { name: cookieNameOf(realm), options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure } },
      csrfToken: { name: `${isSecure ? "__Host-" : ""}kdsw-${realm}-csrf`, options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure } },
      callbackUrl: { name: `${isSecure ? "__Secure-" : ""}kdsw-${realm}-back`, options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure } },
    },
    providers: [
      CredentialsProvider({
        id: "credentials",
        credentials: { name: {}, password: {}, otp: {}, phone: {}, code: {}, passkey: {}, pass: {} },
        authorize: async (given) => ({ id: await signIn(context, device, given ?? {}) }),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sid: user.id, realm, scope: sessionScopeOf(face) } : token),
      session: ({ session }) => ({ expires: session.expires }),
      // The sign-in form goes on by itself, so an address in a request is never followed (promise 40).
      redirect: () => context.ownOrigin,
    },
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
  };
}

type Given = Partial<Record<"name" | "password" | "otp" | "phone" | "code" | "passkey" | "pass", string>>;
/** Staff and partners show their second factor together with the password. */
const atOnce = () => ({ amr: ["pwd", "otp", "mfa"], secondFactorAt: new Date() });

/** Checks what was given on this face and opens a session. The error's message is a code of ours, which the page words. */
async function signIn(context: RequestContext, device: SignInTrace, given: Given): Promise<string> {
  try {
    const { face, ip, device: agent, scope } = context;
    const text = (value: string | undefined, most = 200) => (typeof value === "string" ? value.slice(0, most) : "");
    if (face.kind === "ops") {
      const { staffId, passwordVersion, dutyPlatformId, dutyId } = await signInStaff({ email: text(given.name), password: text(given.password), otp: text(given.otp), ip });
      return await openSession(face, { subjectId: staffId, passwordVersion, dutyPlatformId, dutyId, ip, device: agent, ...atOnce() });
    }
    if (face.kind === "partner") {
      const { personId, passwordVersion } = await signInPartner({ email: text(given.name), password: text(given.password), otp: text(given.otp), ip });
      return await openSession(face, { subjectId: personId, passwordVersion, ip, device: agent, ...atOnce() });
    }
    if (!scope) throw new AppError("NOT_FOUND");
    const known = cookieValue(context.cookieHeader, DEVICE_COOKIE);
    const proof = { name: text(given.name), password: text(given.password), otp: text(given.otp), phone: text(given.phone), code: text(given.code), pass: text(given.pass), passkey: text(given.passkey, 20_000) };
    const { personId, endsId, ...found } = await enterStorefront({ scope, half: context.half ?? null, place: passkeyPlace(context) }, { ...proof, deviceToken: known });
    device.token = known ?? randomToken();
    await rememberDevice(scope, personId, device.token);
    const id = await openSession(face, { subjectId: personId, ...found, ip, device: agent });
    // Whoever knew the number of the sign-in before its second step has nothing of the one after it.
    if (endsId) await endSessionById(face, endsId);
    return id;
  } catch (thrown) {
    const error = asBusy(thrown);
    if (error instanceof AppError && error.code === "BUSY") device.outage = error;
    throw new Error(error instanceof AppError ? error.code : "UNEXPECTED", { cause: error });
  }
}
