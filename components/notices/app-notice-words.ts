import type { AppNoticeKind, AppNoticeState } from "@/server/notifications/app-notice.rules";
import type { StateWords } from "../patterns/state-badge";

export const appNoticeKindWords: Record<AppNoticeKind, string> = { message: "消息", upgrade: "升级说明" };
export const appNoticeStateWords: StateWords<AppNoticeState> = { draft: { word: "草稿", tone: "neutral" }, sending: { word: "发送中", tone: "info" }, sent: { word: "已发完", tone: "success" }, stopped: { word: "已停止", tone: "warning" } };
