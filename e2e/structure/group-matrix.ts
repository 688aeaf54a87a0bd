import { randomUUID } from "node:crypto";
import type { Ids } from "./matrix";

const key = "0197a000-0000-7000-8000-0000000000aa";

/** The rows of a company's account, of parents and children, and of their people. */
export const groupInputs: Record<string, (ids: Ids) => unknown> = {
  "account.me": () => undefined,
  "account.company": () => undefined,
  "account.members": () => undefined,
  "account.bindings": () => undefined,
  "account.joinRequests": () => undefined,
  "account.decideJoin": () => ({ key, requestId: randomUUID(), isAccepted: true }),
  "account.own": () => undefined,
  "account.visible": () => undefined,
  "account.switch": () => ({ membershipId: randomUUID() }),
  "childAccount.list": () => ({}),
  "membership.byId": () => ({ membershipId: randomUUID() }),
  "membership.invite": () => ({ key, name: "张三", email: "zhangsan@company.example", role: "reader" }),
  "membership.changeRole": () => ({ membershipId: randomUUID(), role: "finance" }),
  "membership.remove": () => ({ membershipId: randomUUID() }),
  "membership.handOver": () => ({ key, membershipId: randomUUID(), ownRole: "reader", password: "x" }),
  "authorisation.list": ({ customerId }) => ({ childId: customerId }),
  "authorisation.mayBuy": ({ customerId }) => ({ childId: customerId }),
  "authorisation.grant": ({ customerId }) => ({ key, childId: customerId, target: { kind: "product", code: "OA" }, offeringCodes: [], seatCeiling: null, startsOn: "2026-01-01", endsOn: null }),
  "authorisation.withdrawal": () => ({ authorisationId: randomUUID() }),
  "authorisation.withdraw": () => ({ key, authorisationId: randomUUID(), then: "term" }),
  "cap.read": ({ customerId }) => ({ accountId: customerId }),
  "cap.set": ({ customerId }) => ({ key, accountId: customerId, kind: "accountMonth", limitFen: 100n, isHard: false, membershipId: null }),
  "cap.end": () => ({ key, capId: randomUUID() }),
  "approval.list": () => ({}),
  "approval.byId": () => ({ approvalId: randomUUID() }),
  "approval.byLink": () => ({ token: "0123456789abcdefghijklmnop" }),
  "approval.decide": () => ({ key, approvalId: randomUUID(), version: 0, isApproved: true, note: "" }),
  "approval.policy": () => undefined,
  "approval.setPolicy": () => ({ approverId: null, substituteId: null, answerDays: 3 }),
  "fund.read": ({ customerId }) => ({ childId: customerId }),
  "fund.move": ({ customerId }) => ({ key, childId: customerId, direction: "down", amountFen: 100n }),
  "childAccount.byId": ({ customerId }) => ({ childId: customerId }),
  "childAccount.open": () => ({ key, label: "济南分公司", accountName: "jinan_branch", ownerName: "张三", ownerEmail: "zhangsan@company.example", ownerPhone: "13800000000" }),
  "childAccount.inviteOwner": ({ customerId }) => ({ key, childId: customerId, ownerName: "张三", ownerEmail: "zhangsan@company.example", ownerPhone: "13800000000" }),
  "childAccount.rename": ({ customerId }) => ({ childId: customerId, label: "济南分公司" }),
};
