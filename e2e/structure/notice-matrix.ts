import { randomUUID } from "node:crypto";
import type { Ids } from "./matrix";

const empty = () => ({});

/** The rows of what people are told, and of what they choose about it. */
export const noticeInputs: Record<string, (ids: Ids) => unknown> = {
  "notice.list": empty,
  "notice.read": () => ({ noticeId: randomUUID() }),
  "noticeChoice.mine": empty,
  "noticeChoice.save": () => ({ mail: [], push: [] }),
  "noticeChoice.reset": empty,
  "noticeChoice.saveTimes": () => ({ quietFrom: "22:00", quietUntil: "08:00", digestAt: "" }),
  "appNote.ofApp": ({ productId }) => ({ productId }),
  "appNoticeDesk.list": empty,
  "appNoticeDesk.byId": () => ({ noticeId: randomUUID() }),
  "appNoticeDesk.products": empty,
  "appNoticeDesk.save": () => ({ key: "0197a000-0000-7000-8000-0000000000c1", noticeId: null, version: 0, specificationCode: "OA", kind: "message", title: "今晚维护", releaseVersion: "", body: "今晚 22:00 至 23:00 维护。", link: "" }),
  "appNoticeDesk.release": () => ({ noticeId: randomUUID(), version: 0 }),
  "appNoticeDesk.stop": () => ({ noticeId: randomUUID() }),
  "messageWords.list": () => ({ provinceId: "SD" }),
  "messageWords.byKind": () => ({ kind: "order.approved", provinceId: "SD", language: "zh-CN" }),
  "messageWords.save": () => ({ kind: "order.approved", provinceId: "SD", language: "zh-CN", seenId: null, subject: "订单 {number} 通过", body: "订单 {number} 通过了。" }),
  "messageWords.reset": () => ({ kind: "order.approved", provinceId: "SD", language: "zh-CN", seenId: randomUUID() }),
  "pushDevice.list": empty,
  "pushDevice.add": () => ({ endpoint: "https://push.example/1", p256dh: "A".repeat(87), auth: "A".repeat(22) }),
  "pushDevice.remove": () => ({ deviceId: randomUUID() }),
  "noticeChoice.saveLanguage": () => ({ language: "en" }),
  "noticeChoice.defaults": () => ({ role: "buyer" }),
  "noticeChoice.saveDefaults": () => ({ role: "buyer", mail: [], push: [] }),
  "notice.readAll": () => ({ until: new Date("2026-11-27T00:00:00Z") }),
};
