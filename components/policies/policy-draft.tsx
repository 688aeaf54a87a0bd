import type { z } from "zod";
import { formatInstant } from "@/server/kernel/calendar";
import { allows } from "@/server/kernel/permissions";
import type { PolicyDraftView } from "@/server/privacy/policy-desk.schema";
import { ContractDiff } from "../contracts/contract-diff";
import { ContractPaper } from "../ordering/contract-paper";
import { Alert } from "../ui/alert";
import { TextLink } from "../ui/link";
import { PolicyDraftMoves, ReleasePolicyDraft } from "./policy-actions";
import { PolicyEditor } from "./policy-editor";

type Draft = z.output<typeof PolicyDraftView>;
export const policyDraftTabs = { text: "正文", diff: "差异", preview: "预览" } as const;

/** DP5: what a reader may do with a draft as it stands. */
export function PolicyDraftActions({ draft, roles }: { draft: Draft; roles: readonly string[] }) {
  const { id: draftId, version, state, contentHash, inForce, isMaterial } = draft;
  if ((state !== "open" && state !== "submitted") || !draft.mayChange) return null;
  return (
    <>
      {allows(roles, "policyText.write") && <PolicyDraftMoves key={version} draftId={draftId} version={version} state={state} />}
      {state === "submitted" && !draft.isMine && allows(roles, "policyText.release") && <ReleasePolicyDraft draftId={draftId} version={version} contentHash={contentHash} inForce={inForce.version} isMaterial={isMaterial} />}
    </>
  );
}

/** DP5: why a draft cannot go on, or what whoever looks at it should know. */
export function PolicyDraftNotes({ draft }: { draft: Draft }) {
  const { state, inForce, basedOn, waiting } = draft;
  if (state === "released") return <div className="mb-3"><Alert tone="success">已发布为第 {draft.releasedVersion} 版。</Alert></div>;
  if (state === "discarded") return null;
  const notes = [
    ...(inForce.version > 0 && basedOn !== inForce.version ? [`这份草稿以第 ${String(basedOn)} 版为底，现在生效的是第 ${String(inForce.version)} 版：两版之间的改动会被它覆盖，请看“差异”。`] : []),
    ...(draft.mayChange ? [] : ["这些文本适用于全国，由“全国”岗位的同事修改和发布。"]),
    ...(state === "submitted" && draft.isMine ? ["您参与了编写，须由另一位同事复核发布。"] : []),
  ];
  return (
    <div className="mb-3 flex flex-col gap-2 empty:hidden">
      {notes.length > 0 && <Alert tone="warning">{notes.map((note) => <p key={note}>{note}</p>)}</Alert>}
      {waiting.map((row) => <Alert key={row.id} tone="info"><TextLink href={`/policies/${row.id}`}>第 {row.version} 版</TextLink>（{row.note}）将于 {formatInstant(row.validFrom)} 生效，这一份须定在它之后。</Alert>)}
    </div>
  );
}

/** DP5: a part of a draft, to write in while it is open, else to read. */
export function PolicyDraftTab({ tab, draft, roles }: { tab: keyof typeof policyDraftTabs; draft: Draft; roles: readonly string[] }) {
  const { title, body, summary, isMaterial, inForce } = draft;
  if (tab === "diff") return <><p className="mb-3 text-ink-soft">{inForce.version === 0 ? "这是首版，没有可对照的文本。" : `与生效中的第 ${String(inForce.version)} 版相比`}</p><PolicyNews summary={summary} isMaterial={isMaterial} /><ContractDiff before={inForce} after={draft} /></>;
  const mayWrite = draft.state === "open" && draft.mayChange && allows(roles, "policyText.write");
  return tab === "text" && mayWrite ? <PolicyEditor draftId={draft.id} version={draft.version} saved={{ title, body, summary, isMaterial }} /> : <><PolicyNews summary={summary} isMaterial={isMaterial} /><ContractPaper title={title} body={body} /></>;
}

/** What people read of a version's news, and what is asked of them. */
export function PolicyNews({ summary, isMaterial }: { summary: string; isMaterial: boolean }) {
  return <div className="mb-3"><Alert tone="info" title={isMaterial ? "有实质变化，用户要重新同意" : "只通知用户，不要求重新同意"}>{summary || "还没有写这一版改了什么。"}</Alert></div>;
}
