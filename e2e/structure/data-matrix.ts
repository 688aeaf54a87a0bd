import type { Ids } from "./matrix";

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
  "dataDesk.beginView": ({ customerId }) => ({ customerId, ticketNumber: "SDT00000000001" }),
  "dataDesk.reveal": ({ customerId }) => ({ place: "customer", id: customerId, reason: "contact", text: "", ticketNumber: "" }),
};
