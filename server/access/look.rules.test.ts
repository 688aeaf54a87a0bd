import { expect, it } from "vitest";
import { hiddenFacts, maskFacts, maskNumber, windowOf } from "./look.rules";

it("DP4: an order's facts that reach a person are masked, and what is a company's own stays", () => {
  const facts = { mailDomain: "company.example", administratorEmail: "admin@company.example", contactNumber: "13812345678", currentNumber: "4001234567", installAddress: "测试路 1 号" };
  expect(maskFacts(facts)).toEqual({ mailDomain: "company.example", administratorEmail: "a***@company.example", contactNumber: "138****5678", currentNumber: "****4567", installAddress: "测试路 1 号" });
  expect(maskFacts({ contactNumber: "0531-88001234" })).toEqual({ contactNumber: "****1234" });
  expect(hiddenFacts(facts).map(([field]) => field)).toEqual(["contactNumber", "currentNumber", "administratorEmail"]);
});

it("DP4: a number keeps its last four signs, and a short one none", () => {
  expect(["6222021602001234567", "12345678", "", "123456789"].map(maskNumber)).toEqual(["****4567", "****", "", "****6789"]);
});

it("DP6: looks within the same half hour share their window", () => {
  const at = (time: string) => windowOf(new Date(`2026-11-27T${time}Z`)).toISOString();
  expect([at("10:00:00.000"), at("10:29:59.999"), at("10:30:00.000")]).toEqual(["2026-11-27T10:00:00.000Z", "2026-11-27T10:00:00.000Z", "2026-11-27T10:30:00.000Z"]);
});
