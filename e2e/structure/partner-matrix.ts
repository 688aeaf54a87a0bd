import { randomUUID } from "node:crypto";
import type { Ids } from "./matrix";

const empty = () => ({});

/** The rows of the matrix for partners: what staff keep of them, their own sign-in, and their desk. */
export const partnerInputs: Record<string, (ids: Ids) => unknown> = {
  "partner.list": empty,
  "partner.live": empty,
  "partner.testRuns": () => ({ partnerId: randomUUID() }),
  "partner.testRun": () => ({ runId: randomUUID() }),
  "partner.byId": () => ({ partnerId: randomUUID() }),
  "partner.create": () => ({ key: randomUUID(), code: "0ZXAP99999999", name: "测试伙伴", personName: "张三", personEmail: `${randomUUID()}@partner.example` }),
  "partner.bind": () => ({ key: randomUUID(), partnerId: randomUUID(), specificationCode: "OA", provinceIds: [] }),
  "partner.invite": () => ({ key: randomUUID(), partnerId: randomUUID(), name: "张三", email: `${randomUUID()}@partner.example`, roles: ["partnerOperator"] }),
  "partner.inviteAgain": () => ({ personId: randomUUID() }),
  "partnerSecurity.accept": () => ({ secret: "x".repeat(43), password: "a-long-passphrase" }),
  "partnerSecurity.beginEnrolment": () => ({ email: "nobody@partner.example", password: "a-long-passphrase" }),
  "partnerSecurity.confirmEnrolment": () => ({ email: "nobody@partner.example", password: "a-long-passphrase", otp: "123456" }),
  "partnerSecurity.state": empty,
  "partnerSecurity.beginReplacement": () => ({ otp: "123456" }),
  "partnerSecurity.confirmReplacement": () => ({ otp: "123456" }),
  "partnerSecurity.renewRecoveryCodes": () => ({ otp: "123456" }),
  "partnerSecurity.changePassword": () => ({ current: "x", next: "a-long-passphrase", otp: "123456" }),
  "partnerSecurity.endOtherSessions": empty,
  "partnerDesk.me": empty,
  "partnerDesk.applications": empty,
  "partnerDesk.requests": empty,
  "partnerDesk.resend": ({ line }) => ({ key: randomUUID(), request: line }),
  "partnerDesk.heartbeats": empty,
  "partnerDesk.works": empty,
  "partnerDesk.announceWork": ({ applicationId }) => ({ key: randomUUID(), applicationId, from: "2030-01-01T00:00", to: "2030-01-01T02:00", text: "例行维护" }),
  "partnerDesk.endWork": ({ workId }) => ({ workId }),
  "partnerDesk.testRuns": empty,
  "partnerDesk.testRun": () => ({ runId: randomUUID() }),
  "partnerDesk.startTest": ({ applicationId }) => ({ key: randomUUID(), applicationId }),
  "partnerDesk.sandbox": empty,
  "partnerDesk.accessSandbox": empty,
  "partnerDesk.addTestMoney": () => ({ key: randomUUID() }),
  "partnerDesk.turnSandboxClock": () => ({ days: 0, hours: 0, reset: true }),
  "partnerDesk.interface": empty,
  "partnerDesk.setAddress": ({ applicationId }) => ({ applicationId, address: "http://127.0.0.1:9" }),
  "partnerDesk.rotateSecret": ({ applicationId }) => ({ applicationId, isOldEnded: false }),
};
