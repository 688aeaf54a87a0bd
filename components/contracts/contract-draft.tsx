import type { z } from "zod";
import { formatInstant } from "@/server/kernel/calendar";
import { allows } from "@/server/kernel/permissions";
import type { ContractDraftView } from "@/server/ordering/contract-desk.schema";
import { ContractPaper } from "../ordering/contract-paper";
import { Alert } from "../ui/alert";
import { TextLink } from "../ui/link";
import { ContractDraftMoves, ReleaseContractDraft } from "./contract-actions";
import { ContractDiff } from "./contract-diff";
import { ContractEditor } from "./contract-editor";

type Draft = z.output<typeof ContractDraftView>;
export const contractDraftTabs = { text: "正文", diff: "差异", preview: "预览" } as const;

/** OR14: what a reader may do with a draft as it stands. */
export function ContractDraftActions({ draft, roles }: { draft: Draft; roles: readonly string[] }) {
  const { id: draftId, version, state, contentHash, inForce, isWholeDuty } = draft;
  if ((state !== "open" && state !== "submitted") || !isWholeDuty) return null;
  return (
    <>
      {allows(roles, "contractText.write") && <ContractDraftMoves key={version} draftId={draftId} version={version} state={state} />}
      {state === "submitted" && !draft.isMine && allows(roles, "contractText.release") && <ReleaseContractDraft draftId={draftId} version={version} contentHash={contentHash} inForce={inForce.version} />}
    </>
  );
}

/** OR14: why a draft cannot go on, or what whoever looks at it should know. */
export function ContractDraftNotes({ draft }: { draft: Draft }) {
  const { state, inForce, basedOn, waiting } = draft;
  if (state === "released") return <div className="mb-3"><Alert tone="success">已发布为第 {draft.releasedVersion} 版。</Alert></div>;
  if (state === "discarded") return null;
  const notes = [
    ...(basedOn !== inForce.version ? [`这份草稿以第 ${basedOn} 版为底，现在生效的是第 ${inForce.version} 版：两版之间的改动会被它覆盖，请看“差异”。`] : []),
    ...(draft.isWholeDuty ? [] : ["协议适用于整个平台，由负责全平台的同事修改和发布。"]),
    ...(state === "submitted" && draft.isMine ? ["您参与了编写，须由另一位同事复核发布。"] : []),
  ];
  return (
    <div className="mb-3 flex flex-col gap-2 empty:hidden">
      {notes.length > 0 && <Alert tone="warning">{notes.map((note) => <p key={note}>{note}</p>)}</Alert>}
      {waiting.map((row) => <Alert key={row.id} tone="info"><TextLink href={`/contracts/${row.id}`}>第 {row.version} 版</TextLink>（{row.note}）将于 {formatInstant(row.validFrom)} 生效，届时会替换在它之前生效的版本。</Alert>)}
    </div>
  );
}

/** OR14: a part of a draft, to write in while it is open, else to read. */
export function ContractDraftTab({ tab, draft, roles }: { tab: keyof typeof contractDraftTabs; draft: Draft; roles: readonly string[] }) {
  const { title, body, inForce } = draft;
  if (tab === "diff") return <><p className="mb-3 text-ink-soft">与生效中的第 {inForce.version} 版相比</p><ContractDiff before={inForce} after={draft} /></>;
  const mayWrite = draft.state === "open" && draft.isWholeDuty && allows(roles, "contractText.write");
  return tab === "text" && mayWrite ? <ContractEditor draftId={draft.id} version={draft.version} title={title} body={body} /> : <ContractPaper title={title} body={body} />;
}
