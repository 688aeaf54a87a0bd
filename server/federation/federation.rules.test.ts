import { expect, it } from "vitest";
import { networksOf } from "../platforms/outer-network.rules";
import { claimsOf, isIssuer, issuerStandsForFactor, memberFor, saysMore } from "./federation.rules";

it("AI13: an issuer's address is https on the open network, or one that the operator allowed, with nothing after its path", () => {
  const [none, own] = [networksOf([]), networksOf(["127.0.0.1"])];
  expect(["https://login.company.example", "https://login.company.example/realms/a", "http://login.company.example", "https://10.0.0.8/", "https://u:p@login.company.example", "https://login.company.example/?a=b", "https://login.company.example/#a", "ftp://login.company.example", "x", "http://127.0.0.1:3111"].map((text) => isIssuer(text, none))).toEqual([true, true, false, false, false, false, false, false, false, false]);
  expect([isIssuer("http://127.0.0.1:3111", own), isIssuer("http://127.0.0.2:3111", own)]).toEqual([true, false]);
});

it("AI13: a mailbox that the issuer itself doubts, or that is none, names nobody", () => {
  expect(claimsOf({ sub: "7", email: " Gao@Company.example ", amr: ["pwd"] })).toEqual({ subject: "7", email: "gao@company.example", amr: ["pwd"] });
  expect([claimsOf({ sub: "7", email: "a@b.example", email_verified: false }).email, claimsOf({ sub: "7", email: 5 }).email, claimsOf({ sub: "7" }).email]).toEqual([null, null, null]);
});

const member = { personId: "p", membershipId: "m", role: "buyer", subject: null, hasFactor: false };

it("AI13: whoever came before is known by the issuer's own name for them, else by the mailbox of a member who did not; nobody becomes one", () => {
  expect(memberFor({ bySubject: member, byEmail: null })).toBe(member);
  expect(memberFor({ bySubject: null, byEmail: member })).toBe(member);
  expect(memberFor({ bySubject: null, byEmail: { ...member, subject: "another" } })).toBe("companyOtherSubject");
  expect(memberFor({ bySubject: null, byEmail: null })).toBe("companyNoMember");
});

it("AI12, AI13: an issuer's word stands for a member's second factor where it asked for more than a password, never for an owner's", () => {
  expect([["mfa"], ["pwd", "otp"], ["pwd"], [], "mfa", undefined].map(saysMore)).toEqual([true, true, false, false, false, false]);
  expect([issuerStandsForFactor({ role: "buyer", amr: ["mfa"] }), issuerStandsForFactor({ role: "owner", amr: ["mfa"] }), issuerStandsForFactor({ role: "buyer", amr: ["pwd"] })]).toEqual([true, false, false]);
});
