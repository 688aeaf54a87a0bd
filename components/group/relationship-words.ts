import type { RelationshipRow } from "@/server/group/relationship.schema";
import type { StateWords } from "../patterns/state-badge";

export const relationshipStateWords: StateWords<RelationshipRow["state"]> = {
  asked: { word: "等待答复", tone: "warning" },
  scheduled: { word: "待生效", tone: "info" },
  done: { word: "已生效", tone: "success" },
  refused: { word: "没有同意", tone: "neutral" },
  undone: { word: "已取消", tone: "neutral" },
  lapsed: { word: "已失效", tone: "neutral" },
  failed: { word: "没有执行", tone: "danger" },
};
export const relationshipKindWords: Record<RelationshipRow["kind"], string> = { join: "加入上级企业", leave: "独立" };
