import { expect, it } from "vitest";
import { pauseAfter, readApAnswer, readCancelAnswer, readResult } from "./service-order.rules";

const active = { status: "active", businessId: "OA-1", applicationAccount: { name: "n", administratorName: "a", signInUrl: "https://ap.example/" } };

it("PR2: 1 m, 5 m, 30 m, 2 h, 6 h, 24 h, then a person", () => {
  expect([1, 2, 3, 4, 5, 6, 7].map(pauseAfter)).toEqual([60, 300, 1800, 7200, 21_600, 86_400, null]);
});

it.each([
  [200, active, "active"],
  [202, { status: "accepted", requestId: "r" }, "accepted"],
  [422, { status: "failed", code: "DOMAIN_TAKEN", message: "m" }, "failed"],
  [500, { status: "failed", code: "X" }, "tryAgain"],
  [409, { status: "failed", code: "ALREADY_OPEN", businessId: "OA-1" }, "tryAgain"],
  [200, null, "tryAgain"],
  [200, { status: "active" }, "tryAgain"],
  [200, { ...active, businessId: 7 }, "tryAgain"],
  [200, { ...active, applicationAccount: { ...active.applicationAccount, signInUrl: "javascript:alert(1)" } }, "tryAgain"],
  [0, null, "tryAgain"],
  [401, { code: "SIGNATURE_WRONG" }, "tryAgain"],
] as const)("PR1: an answer %s %o is %s", (status, body, kind) => {
  expect(readApAnswer(status, body).kind).toBe(kind);
});

it.each([
  [200, active, "active"],
  [200, { status: "failed", code: "DOMAIN_TAKEN", message: "m" }, "failed"],
  [200, { status: "accepted", requestId: "r" }, undefined],
  [404, { status: "unknown" }, undefined],
  [200, null, undefined],
  [0, null, undefined],
] as const)("PR2: of a key, %s %o is the result %s", (status, body, kind) => {
  expect(readResult(status, body)?.kind).toBe(kind);
});

it.each([
  [200, { status: "cancelled" }, "cancelled"],
  [409, { status: "failed", code: "ILLEGAL_MOVE" }, "cancelled"],
  [404, { status: "failed", code: "SERVICE_NOT_FOUND" }, "failed"],
  [200, active, "tryAgain"],
  [200, null, "tryAgain"],
  [0, null, "tryAgain"],
] as const)("BI3: to a cancelling, %s %o means %s", (status, body, kind) => {
  expect(readCancelAnswer(status, body).kind).toBe(kind);
});
