import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { rememberDevice, signInWithCode, signInWithPassword } from "./accounts/session.service";
import type { RequestContext } from "./context";
import { randomToken } from "./crypto";
import { asBusy } from "./db";
import { env } from "./env";
import { AppError } from "./kernel/errors";
import { signInPartner } from "./partners/session.service";
import { cookieNameOf, cookieValue, openSession, realmOf, realmRules, secretOf, sessionScopeOf } from "./session";
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
        credentials: { name: {}, password: {}, otp: {}, phone: {}, code: {} },
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

type Given = Partial<Record<"name" | "password" | "otp" | "phone" | "code", string>>;

/** Checks what was given on this face and opens a session. The error's message is a code of ours, which the page words. */
async function signIn(context: RequestContext, device: SignInTrace, given: Given): Promise<string> {
  try {
    const { face, ip, device: agent, scope } = context;
    const text = (value: string | undefined) => (typeof value === "string" ? value.slice(0, 200) : "");
    if (face.kind === "ops") {
      const { staffId, passwordVersion, dutyPlatformId, dutyId } = await signInStaff({ email: text(given.name), password: text(given.password), otp: text(given.otp), ip });
      return await openSession(face, { subjectId: staffId, passwordVersion, dutyPlatformId, dutyId, ip, device: agent });
    }
    if (face.kind === "partner") {
      const { personId, passwordVersion } = await signInPartner({ email: text(given.name), password: text(given.password), otp: text(given.otp), ip });
      return await openSession(face, { subjectId: personId, passwordVersion, ip, device: agent });
    }
    if (!scope) throw new AppError("NOT_FOUND");
    const known = cookieValue(context.cookieHeader, DEVICE_COOKIE);
    const found = given.phone ? await signInWithCode(scope, { phone: text(given.phone), code: text(given.code) }) : await signInWithPassword(scope, { name: text(given.name), password: text(given.password), deviceToken: known });
    device.token = known ?? randomToken();
    await rememberDevice(scope, found.personId, device.token);
    return await openSession(face, { subjectId: found.personId, membershipId: found.membershipId, passwordVersion: found.passwordVersion, ip, device: agent });
  } catch (thrown) {
    const error = asBusy(thrown);
    if (error instanceof AppError && error.code === "BUSY") device.outage = error;
    throw new Error(error instanceof AppError ? error.code : "UNEXPECTED", { cause: error });
  }
}
