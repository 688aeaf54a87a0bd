import { describe, expect, it } from "vitest";
import { type Grant, type LaunchFacts, isAuthorised, launchRule, proofOf } from "./launch.rules";

const fine: LaunchFacts = { accountState: "open", productState: "active", causes: [], isAuthorised: null, isPersonal: true, hasSeat: true, isKeeper: false, isConnected: true };

it.each<[string, Partial<LaunchFacts>, string]>([
  ["a seat of a running product", {}, "allowed"],
  ["one that ends with its period", { productState: "pendingTerminate" }, "allowed"],
  ["a company that is being closed", { accountState: "settling" }, "allowed"],
  ["a suspended company", { accountState: "suspended" }, "accountNotOpen"],
  ["a closed company", { accountState: "closed", productState: "terminated" }, "accountNotOpen"],
  ["one that is not open yet", { productState: "pendingActive" }, "notOpen"],
  ["one that has ended", { productState: "terminated" }, "ended"],
  ["an authority before arrears", { productState: "suspended", causes: ["arrears", "authority"] }, "authority"],
  ["arrears before the own pause", { productState: "suspended", causes: ["customer", "arrears"] }, "arrears"],
  ["a cap", { productState: "suspended", causes: ["cap"] }, "cap"],
  ["a cause while the state still says active", { causes: ["operator"] }, "operator"],
  ["a standstill that nobody explains", { productState: "suspended" }, "operator"],
  ["a fault of the application", { productState: "suspended", causes: ["apFault"] }, "apFault"],
  ["no authorisation", { isAuthorised: false }, "notAuthorised"],
  ["an authorisation", { isAuthorised: true }, "allowed"],
  ["no seat", { hasSeat: false }, "noSeat"],
  ["a keeper without a seat", { hasSeat: false, isKeeper: true }, "noSeat"],
  ["what is nobody's own, by an employee", { isPersonal: false, hasSeat: false }, "notYours"],
  ["what is nobody's own, by its keeper", { isPersonal: false, hasSeat: false, isKeeper: true }, "allowed"],
  ["an application without our sign-in", { isConnected: false }, "notConnected"],
])("PR6: %s", (_, change, rule) => expect(launchRule({ ...fine, ...change })).toBe(rule));

describe("PR6: a child's authorisation", () => {
  const grant: Grant = { specificationCode: "OA", productClass: null, offeringCodes: [], seatCeiling: null, startsOn: "2026-01-01", endsOn: null, withdrawnOn: null };
  const product = { specificationCode: "OA", productClass: "internalApplication", offeringCode: "OA-STD" };
  const days = { today: "2026-11-27", periodFrom: "2026-11-01" };
  it.each<[string, Partial<Grant>, boolean]>([
    ["stands", {}, true],
    ["is of its class", { specificationCode: null, productClass: "internalApplication" }, true],
    ["is of another class", { specificationCode: null, productClass: "external" }, false],
    ["is of another product", { specificationCode: "MAIL" }, false],
    ["names its plan", { offeringCodes: ["OA-STD"] }, true],
    ["names other plans", { offeringCodes: ["OA-PRO"] }, false],
    ["of nothing", { seatCeiling: 0 }, false],
    ["begins tomorrow", { startsOn: "2026-11-28" }, false],
    ["ended in this period", { endsOn: "2026-11-01" }, true],
    ["ended before it", { endsOn: "2026-10-31" }, false],
    ["was withdrawn in this period", { withdrawnOn: "2026-11-02" }, true],
    ["was withdrawn before it", { withdrawnOn: "2026-10-31" }, false],
  ])("%s", (_, change, isGood) => expect(isAuthorised([{ ...grant, ...change }], product, days)).toBe(isGood));
  it("of none at all", () => expect(isAuthorised([], product, days)).toBe(false));
});

it.each([
  [["pwd"], "urn:kdsw:acr:1"],
  [["fed", "pwd"], "urn:kdsw:acr:1"],
  [["pwd", "otp", "mfa"], "urn:kdsw:acr:2"],
  [["hwk", "mfa"], "urn:kdsw:acr:2"],
])("PR6: how somebody signed in, of %j", (amr, acr) => expect(proofOf({ amr })).toEqual({ amr, acr }));
