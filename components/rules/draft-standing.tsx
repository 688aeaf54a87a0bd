import type { z } from "zod";
import { formatInstant } from "@/server/kernel/calendar";
import { allows } from "@/server/kernel/permissions";
import type { DraftView } from "@/server/ordering/rule.schema";
import { Alert } from "../ui/alert";
import { TextLink } from "../ui/link";
import { ReleaseRules, RuleDraftMoves } from "./draft-actions";

type Draft = z.output<typeof DraftView>;

/** BO5: what a reader may do with a draft as it stands. */
export function DraftHeaderActions({ draft, roles }: { draft: Draft; roles: readonly string[] }) {
  const { id: draftId, version, state, contentHash, inForce } = draft;
  if (state !== "open" && state !== "submitted") return null;
  const isTried = draft.replay?.isOfContent === true && draft.replay.state === "done";
  const mayRelease = state === "submitted" && allows(roles, "channelRule.release") && !draft.isMine && isTried && !draft.isBeyondDuty;
  return (
    <>
      {allows(roles, "channelRule.write") && <RuleDraftMoves key={version} draftId={draftId} version={version} state={state} />}
      {mayRelease && <ReleaseRules draftId={draftId} version={version} contentHash={contentHash} inForce={inForce.version} text={`替换生效中的第 ${inForce.version} 版。请先看过“差异”和“试算”。`} />}
    </>
  );
}

/** BO5: why a draft cannot go on, or what whoever looks at it should know. */
export function DraftStanding({ draft }: { draft: Draft }) {
  const { state, inForce, basedOn, waiting, replay } = draft;
  const isActive = state === "open" || state === "submitted";
  const isTried = replay?.isOfContent === true && replay.state === "done";
  if (!isActive) return state === "released" ? <div className="mb-3"><Alert tone="success">已发布为第 {draft.releasedVersion} 版。</Alert></div> : null;
  const notes = [
    ...(!draft.isLastOpen ? ["最后一条规则须不带任何条件，否则会有申请没有结论。"] : []),
    ...(basedOn !== inForce.version ? [`这份草稿以第 ${basedOn} 版为底，现在生效的是第 ${inForce.version} 版：两版之间的改动会被它覆盖，请看“差异”。`] : []),
    ...(draft.isBeyondDuty ? ["与生效版本的差异超出了您负责的省份，须由负责全平台的同事发布。"] : []),
    ...(state === "submitted" && draft.isMine ? ["您参与了编写，须由另一位同事复核发布。"] : []),
    ...(state === "submitted" && !isTried ? ["正在用最近 30 天的订单试算，完成后可以发布。"] : []),
  ];
  return (
    <div className="mb-3 flex flex-col gap-2 empty:hidden">
      {notes.length > 0 && <Alert tone="warning">{notes.map((note) => <p key={note}>{note}</p>)}</Alert>}
      {waiting.map((row) => <Alert key={row.id} tone="info"><TextLink href={`/rules/${row.id}`}>第 {row.version} 版</TextLink>（{row.note}）将于 {formatInstant(row.validFrom)} 生效，届时会替换在它之前生效的版本。</Alert>)}
    </div>
  );
}
