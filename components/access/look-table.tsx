import type { ReactNode } from "react";
import { abilityWords, lookKindWords, lookReasonWords, maskedFieldWords, partnerRoleWords, staffRoleWords } from "@/messages/zh-CN";
import type { LookRow } from "@/server/access/look.schema";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { type Column, DataTable } from "../patterns/data-table";

const roleWord = (role: string) => (staffRoleWords as Record<string, string>)[role] ?? (partnerRoleWords as Record<string, string>)[role] ?? "";
const soft = (text: string) => text !== "" && <span className="block text-[0.9em] text-ink-soft">{text}</span>;
/** What a page of the company's own is for, by what it takes to read it. */
const abilityOf = (permission: string) => abilityWords.flatMap(({ abilities }) => abilities).find((ability) => ability.permission === permission)?.word ?? "";
const fieldsIn = (row: LookRow) => row.fields.map((field) => (maskedFieldWords as Record<string, string>)[field] ?? "").filter(Boolean).join("、");
const why = (say: Say, { kind, reason, reasonText, ticketNumber }: LookRow) => [reason ? say.word(lookReasonWords[reason]) : kind === "partnerRequests" ? say("开通和维护应用") : say("日常办理"), ticketNumber, reasonText].filter(Boolean).join(say("，"));

/** DP6: who of the operator and its partners looked at what, and why. */
export function LookTable({ rows, isGroup, whenEmpty, foot }: { rows: readonly LookRow[]; isGroup: boolean; whenEmpty: ReactNode; foot: ReactNode }) {
  const say = useSay();
  const account: Column<LookRow>[] = isGroup ? [{ key: "account", name: say("帐号"), cell: (row) => row.accountName }] : [];
  return (
    <DataTable
      caption={say("查看记录")}
      items={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "what", name: say("看了什么"), isTitle: true, cell: (row) => <>{say.word(lookKindWords[row.kind])}{soft([row.kind === "viewPage" ? abilityOf(row.subject) : row.subject, fieldsIn(row)].filter(Boolean).join(say("：")))}</> },
        { key: "who", name: say("谁"), cell: (row) => <>{row.realm === "partner" ? row.byOrganization : say("运营商")} {row.byName}{soft(say.list(row.byRoles.map(roleWord).filter(Boolean)))}</> },
        { key: "why", name: say("原因"), cell: (row) => why(say, row) },
        ...account,
        { key: "at", name: say("时间"), cell: (row) => say.instant(row.at) },
      ]}
      whenEmpty={whenEmpty}
      foot={foot}
    />
  );
}
