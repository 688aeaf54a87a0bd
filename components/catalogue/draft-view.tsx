import { allows } from "@/server/kernel/permissions";
import { formatInstant } from "@/server/kernel/calendar";
import { Alert } from "../ui/alert";
import { Stack } from "../ui/card";
import { ContentDiff } from "./content-diff";
import { ContentView } from "./content-view";
import { DecideDraft, ProductDraftMoves } from "./draft-actions";
import type { Draft } from "./editor";
import { ImpactView } from "./impact-view";
import { ProductEditor } from "./product-editor";

export const productDraftTabs = { edit: "内容", diff: "差异与影响", preview: "预览" } as const;

/** SC12: what a reader may do with a draft as it stands. */
export function ProductDraftActions({ draft, roles }: { draft: Draft; roles: readonly string[] }) {
  const { id: draftId, version, state, contentHash, specificationId, productName, isMine, isBeyondDuty, needsTest, usage } = draft;
  if (state !== "open" && state !== "submitted") return null;
  const mayDecide = state === "submitted" && allows(roles, "catalogue.release") && !isMine && !isBeyondDuty && !needsTest;
  return (
    <>
      {allows(roles, "catalogue.write") && <ProductDraftMoves key={version} draftId={draftId} version={version} specificationId={specificationId} state={state} />}
      {mayDecide && <DecideDraft draftId={draftId} version={version} contentHash={contentHash} productName={productName} meaning={`请先看过“差异与影响”。${usage.runningProducts > 0 ? `${usage.runningProducts} 个在用产品不受影响。` : ""}发布后不能改动，只能再发一版。`} />}
    </>
  );
}

/** SC12: why a draft cannot go on, or what whoever looks at it should know. */
export function ProductDraftNotes({ draft }: { draft: Draft }) {
  const { state, sentBackReason, isMine, isBeyondDuty, needsTest, problems, releasedVersion } = draft;
  if (state === "released") return <div className="mb-3"><Alert tone="success">已发布为第 {releasedVersion} 版。</Alert></div>;
  if (state === "discarded") return <div className="mb-3"><Alert tone="info">这份草稿已放弃。</Alert></div>;
  const notes = [
    ...(state === "open" && sentBackReason ? [`被退回：${sentBackReason}`] : []),
    ...(state === "submitted" && isMine ? ["您参与了编写，须由另一位同事复核发布。"] : []),
    ...(state === "submitted" && problems.length > 0 ? ["提交以后有内容不再符合规则（例如日期已过），请取回改好后再提交。"] : []),
    ...(isBeyondDuty ? ["改动超出了您负责的省份，须由负责全平台的同事发布。"] : []),
    ...(needsTest ? ["应用提供商的系统还没有通过现行接口的契约测试，通过以前不能上架。"] : []),
  ];
  return <div className="mb-3 empty:hidden">{notes.length > 0 && <Alert tone="warning">{notes.map((note) => <p key={note}>{note}</p>)}</Alert>}</div>;
}

/** SC12: a part of a draft, to write in while it is open, else to read. */
export function ProductDraftTab({ tab, draft, roles, isChecked }: { tab: "edit" | "diff"; draft: Draft; roles: readonly string[]; isChecked: boolean }) {
  const { content, before, facts, state } = draft;
  const planNames = new Map(facts.otherPlans.map(({ code, name }) => [code, name]));
  if (tab === "diff") return <Stack><ImpactView draft={draft} /><ContentDiff before={before} after={content} planNames={planNames} /></Stack>;
  if (state === "open" && allows(roles, "catalogue.write")) return <ProductEditor draft={draft} isChecked={isChecked} />;
  return <ContentView content={content} today={facts.today} provinceCount={facts.provinceIds.length} />;
}

export const draftSubtitle = ({ note, writers, basedOn, updatedAt }: Draft) => `${note}；${basedOn === 0 ? "新产品" : `以第 ${basedOn} 版为底`}；编写：${writers.join("、")}，${formatInstant(updatedAt)}`;
