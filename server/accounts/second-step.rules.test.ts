import { expect, it } from "vitest";
import { isFactorRequired, isProofFresh, passkeyPlace, stepNeeded, wayWords } from "./second-step.rules";

const today = new Date("2026-11-27T00:00:00Z");
const day = (text: string) => new Date(`${text}T00:00:00Z`);
const required = (role: string, companyFrom: Date | null = null, platformId = "SD") => isFactorRequired({ platformId, role, companyFrom, today });

it("AI12: owners need a second factor, other members from the day that their company wants it, and nobody with test money", () => {
  expect([required("owner"), required("buyer"), required("reader", day("2026-11-28")), required("reader", day("2026-11-27")), required("reader", day("2026-01-01")), required("owner", day("2026-01-01"), "SB")]).toEqual([true, false, false, true, true, false]);
});

it.each([
  [{ hasFactor: false, isRequired: false, secondFactorAt: null }, null],
  [{ hasFactor: false, isRequired: true, secondFactorAt: null }, "enrol"],
  // A factor that was taken away since is set up anew, whatever this sign-in once passed.
  [{ hasFactor: false, isRequired: true, secondFactorAt: today }, "enrol"],
  [{ hasFactor: true, isRequired: false, secondFactorAt: null }, "prove"],
  [{ hasFactor: true, isRequired: true, secondFactorAt: null }, "prove"],
  [{ hasFactor: true, isRequired: true, secondFactorAt: today }, null],
] as const)("AI12: %o still needs %s", (facts, needed) => expect(stepNeeded(facts)).toBe(needed));

it("AI14: the way of a sign-in in words, one from before it was kept has none", () => {
  expect([["pwd", "otp", "mfa"], ["sms", "rc", "mfa"], ["hwk", "mfa"], ["swk", "mfa"], ["pwd"], [], ["fed"]].map(wayWords)).toEqual(["密码 + 动态口令", "短信验证码 + 备用码", "通行密钥", "通行密钥", "密码", "", "企业统一登录"]);
});

it("AI12: passkeys hold on a platform's planned host alone", () => {
  const ownOrigin = "http://sd.kdsw.localhost:3000";
  expect(passkeyPlace({ face: { kind: "storefront", isAlias: false }, ownOrigin })).toEqual({ rpId: "sd.kdsw.localhost", origin: ownOrigin });
  expect([passkeyPlace({ face: { kind: "storefront", isAlias: true }, ownOrigin: "http://old.example" }), passkeyPlace({ face: { kind: "ops" }, ownOrigin }), passkeyPlace({ face: { kind: "storefront" }, ownOrigin: "" })]).toEqual([null, null, null]);
});

it("AI12: a proof of oneself is fresh for ten minutes", () => {
  const ago = (minutes: number) => new Date(today.getTime() - minutes * 60_000);
  expect([isProofFresh(null, today), isProofFresh(ago(0), today), isProofFresh(ago(9.9), today), isProofFresh(ago(10), today)]).toEqual([false, true, true, false]);
});
