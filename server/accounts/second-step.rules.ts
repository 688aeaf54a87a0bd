import { SANDBOX_PLATFORM } from "../platforms/province.rules";

/** What stands between a sign-in and its first use: showing the second factor that there is, or setting one up. */
export type StepNeeded = "prove" | "enrol";

type Belonging = { platformId: string; role: string; /** From which day the company wants it of every member. */ companyFrom: Date | null; today: Date };

/** AI12: owners, and every member where the company wants it from today or earlier. The sandbox, whose companies have test money, asks nobody. */
export function isFactorRequired({ platformId, role, companyFrom, today }: Belonging): boolean {
  return platformId !== SANDBOX_PLATFORM && (role === "owner" || (companyFrom !== null && companyFrom <= today));
}

/** AI12: what a sign-in still needs before it may be used, or null. Whoever has a second factor shows it, asked for or not. */
export function stepNeeded({ hasFactor, isRequired, secondFactorAt, isVouchedFor = false }: { hasFactor: boolean; isRequired: boolean; secondFactorAt: Date | null; /** A member whose company's issuer said that it asked for more than a password (AI13). */ isVouchedFor?: boolean }): StepNeeded | null {
  if (isVouchedFor) return null;
  if (!hasFactor) return isRequired ? "enrol" : null;
  return secondFactorAt === null ? "prove" : null;
}

const ways = [
  ["fed", "企业统一登录"], ["hwk", "通行密钥"], ["swk", "通行密钥"], ["pwd", "密码"], ["sms", "短信验证码"], ["otp", "动态口令"], ["rc", "备用码"],
] as const;

/** AI14: how a sign-in was proven, in a person's words; for one from before this was kept, nothing. */
export const wayWords = (amr: readonly string[]): string => [...new Set(ways.filter(([name]) => amr.includes(name)).map(([, words]) => words))].join(" + ");

/** Where a platform's passkeys hold: its planned host alone, so not on an old domain of a province. Null where there are none. */
export function passkeyPlace({ face, ownOrigin }: { face: { kind: string; isAlias?: boolean }; ownOrigin: string }): PasskeyPlace | null {
  if (face.kind !== "storefront" || face.isAlias || !URL.canParse(ownOrigin)) return null;
  return { rpId: new URL(ownOrigin).hostname, origin: ownOrigin };
}
export type PasskeyPlace = { rpId: string; origin: string };

/** For so long after proving themselves anew a person may change how they sign in. */
const PROOF_MINUTES = 10;
export const isProofFresh = (provenAt: Date | null, now: Date): boolean => provenAt !== null && now.getTime() - provenAt.getTime() < PROOF_MINUTES * 60_000;
