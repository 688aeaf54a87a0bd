import { expect, it } from "vitest";
import { OAuthError, grantedScopes, mayCall, platformOfClientId, tokenRequestOf } from "./machine.rules";

const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;
const codeOf = (work: () => unknown) => {
  try {
    work();
    return "ok";
  } catch (error) {
    return error instanceof OAuthError ? error.code : String(error);
  }
};

it("IN6: a token is asked for by Basic or by form, each part form-encoded", () => {
  expect(tokenRequestOf(basic("SD.97:a%3Ab+c"), "grant_type=client_credentials")).toEqual({ clientId: "SD.97", secret: "a:b c", scopes: null });
  expect(tokenRequestOf(null, "grant_type=client_credentials&client_id=SD.97&client_secret=s&scope=tmf622:read%20tmf620:read")).toEqual({ clientId: "SD.97", secret: "s", scopes: ["tmf622:read", "tmf620:read"] });
});

it.each([
  ["nothing", null, "", "invalid_request"],
  ["no secret", null, "grant_type=client_credentials&client_id=SD.97", "invalid_client"],
  ["another grant", basic("a:b"), "grant_type=password", "unsupported_grant_type"],
  ["both ways at once", basic("a:b"), "grant_type=client_credentials&client_secret=b", "invalid_request"],
  ["a parameter twice", basic("a:b"), "grant_type=client_credentials&grant_type=client_credentials", "invalid_request"],
  ["a Basic without a colon", basic("ab"), "grant_type=client_credentials", "invalid_client"],
  ["a broken escape", basic("a:%zz"), "grant_type=client_credentials", "invalid_request"],
] as const)("IN6: a token request with %s is refused in RFC 6749's words", (_, header, body, code) => {
  expect(codeOf(() => tokenRequestOf(header, body))).toBe(code);
});

it("IN6: scopes are what was asked for among what is allowed; writing implies reading, of the same API alone", () => {
  expect(grantedScopes(null, ["tmf622:write"])).toEqual(["tmf622:write"]);
  expect(grantedScopes(["tmf622:read"], ["tmf622:read", "tmf620:read"])).toEqual(["tmf622:read"]);
  expect(codeOf(() => grantedScopes(["tmf622:write"], ["tmf622:read"]))).toBe("invalid_scope");
  expect([mayCall(["tmf622:write"], "622", "read"), mayCall(["tmf622:read"], "622", "write"), mayCall(["tmf622:write"], "620", "read"), mayCall([], "620", "read")]).toEqual([true, false, false, false]);
});

it("IN6: the platform stands in the client's id", () => {
  expect(["SD.97", "NF.0a1b2c3d", "sd.97", "SD97", "SD.", "SD.9/7", "SD.97\n"].map(platformOfClientId)).toEqual(["SD", "NF", null, null, null, null, null]);
});
