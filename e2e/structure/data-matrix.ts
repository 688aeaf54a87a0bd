import { randomUUID } from "node:crypto";
import type { Ids } from "./matrix";

const draftAt = () => ({ draftId: randomUUID(), version: 0 });

/** Well-formed input for the procedures of what is kept of people and companies. */
export const dataInputs: Record<string, (ids: Ids) => unknown> = {
  "dataLook.list": () => ({}),
  "dataTakeout.list": () => ({}),
  "dataTakeout.ask": () => ({ key: "0197a000-0000-7000-8000-0000000000ad" }),
  "ownData.mine": () => ({}),
  "ownData.sendCode": () => ({ phone: "13800000000" }),
  "ownData.correct": () => ({ key: "0197a000-0000-7000-8000-0000000000ae", name: "张三", phone: "13800000000", email: "a@company.example", phoneCode: "", emailCode: "", password: "" }),
  "ownData.askErasure": () => ({ key: "0197a000-0000-7000-8000-0000000000af", password: "not-the-password", isUnderstood: true }),
  "ownData.undoErasure": () => ({ key: "0197a000-0000-7000-8000-0000000000b0" }),
  "dataMap.retention": () => ({}),
  "consent.mine": () => ({}),
  "consent.words": () => ({}),
  "consent.say": () => ({ key: "0197a000-0000-7000-8000-0000000000b1", purpose: "offers", isGiven: true, after: 0 }),
  "policy.owed": () => ({}),
  "policy.agree": () => ({ key: "0197a000-0000-7000-8000-0000000000b2", policies: [{ kind: "terms", version: 1 }] }),
  "policy.putOff": () => ({}),
  "policyDesk.versions": () => ({ tab: "versions" }),
  "policyDesk.version": () => ({ versionId: randomUUID() }),
  "policyDesk.drafts": () => ({}),
  "policyDesk.draft": () => ({ draftId: randomUUID() }),
  "policyDesk.create": () => ({ key: "0197a000-0000-7000-8000-0000000000b3", versionId: randomUUID(), note: "补充一条" }),
  "policyDesk.createFirst": () => ({ key: "0197a000-0000-7000-8000-0000000000b5", kind: "privacy" }),
  "policyDesk.save": () => ({ draftId: randomUUID(), version: 0, title: "隐私政策", body: "正文".repeat(40), summary: "补充了保存期限的说明", isMaterial: true }),
  "policyDesk.submit": draftAt,
  "policyDesk.recall": draftAt,
  "policyDesk.discard": draftAt,
  "policyDesk.release": () => ({ ...draftAt(), key: "0197a000-0000-7000-8000-0000000000b4", contentHash: "0".repeat(64), inForce: 1, validFrom: null }),
  "policyDesk.withdraw": () => ({ versionId: randomUUID(), reason: "还要再看" }),
  "dataDesk.beginView": ({ customerId }) => ({ customerId, ticketNumber: "SDT00000000001" }),
  "dataDesk.reveal": ({ customerId }) => ({ place: "customer", id: customerId, reason: "contact", text: "", ticketNumber: "" }),
};
