import { expect, it } from "vitest";
import { type CompanyData, differenceOf } from "./change.rules";
import { missingOf, nextRecoveryStates } from "./recovery.rules";

const now: CompanyData = { companyName: "齐鲁测试有限公司", address: "济南市测试路 1 号", licenceExpiresOn: "none", contactName: "张三", contactPhone: "13800000001", contactEmail: "a@company.example", industry: "trade", staffBand: "from50" };

it("AI18: a change is what differs, each field with what stood before it", () => {
  expect(differenceOf(now, { companyName: "齐鲁新名有限公司", address: now.address, licenceExpiresOn: "2030-12-31" })).toEqual({ before: { companyName: now.companyName, licenceExpiresOn: "none" }, after: { companyName: "齐鲁新名有限公司", licenceExpiresOn: "2030-12-31" } });
  expect(differenceOf(now, { ...now })).toEqual({ before: {}, after: {} });
});

it("AI19: nothing is sent before phone, mailbox and all three papers are there; an end is an end", () => {
  expect(missingOf({ isPhoneConfirmed: false, isEmailConfirmed: true, kinds: ["licence", "other"] })).toEqual(["phoneNotConfirmed", "paperMissing.contactIdentity", "paperMissing.agentLetter"]);
  expect(missingOf({ isPhoneConfirmed: true, isEmailConfirmed: true, kinds: ["agentLetter", "licence", "contactIdentity"] })).toEqual([]);
  expect([nextRecoveryStates.done, nextRecoveryStates.refused, nextRecoveryStates.objected]).toEqual([[], [], []]);
});
