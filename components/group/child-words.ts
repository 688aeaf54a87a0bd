import type { ChildRow } from "@/server/accounts/child.schema";
import type { StateWords } from "../patterns/state-badge";

export const childStageWords: StateWords<ChildRow["stage"]> = {
  opening: { word: "开户中", tone: "info" },
  invited: { word: "待首次登录", tone: "warning" },
  inUse: { word: "使用中", tone: "success" },
  suspended: { word: "已停用", tone: "danger" },
  closing: { word: "销户中", tone: "warning" },
  closed: { word: "已销户", tone: "neutral" },
};
