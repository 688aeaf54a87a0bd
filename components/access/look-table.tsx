import type { ReactNode } from "react";
import { abilityWords, lookKindWords, lookReasonWords, maskedFieldWords, partnerRoleWords, staffRoleWords } from "@/messages/zh-CN";
import type { LookRow } from "@/server/access/look.schema";
import { formatInstant } from "@/server/kernel/calendar";
import { type Column, DataTable } from "../patterns/data-table";

const roleWord = (role: string) => (staffRoleWords as Record<string, string>)[role] ?? (partnerRoleWords as Record<string, string>)[role] ?? "";
const soft = (text: string) => text !== "" && <span className="block text-[0.9em] text-ink-soft">{text}</span>;
/** What a page of the company's own is for, by what it takes to read it. */
const abilityOf = (permission: string) => abilityWords.flatMap(({ abilities }) => abilities).find((ability) => ability.permission === permission)?.word ?? "";
const fieldsIn = (row: LookRow) => row.fields.map((field) => (maskedFieldWords as Record<string, string>)[field] ?? "").filter(Boolean).join("、");
const why = ({ kind, reason, reasonText, ticketNumber }: LookRow) => [reason ? lookReasonWords[reason] : kind === "partnerRequests" ? "开通和维护应用" : "日常办理", ticketNumber, reasonText].filter(Boolean).join("，");

/** DP6: who of the operator and its partners looked at what, and why. */
export function LookTable({ rows, isGroup, whenEmpty, foot }: { rows: readonly LookRow[]; isGroup: boolean; whenEmpty: ReactNode; foot: ReactNode }) {
  const account: Column<LookRow>[] = isGroup ? [{ key: "account", name: "帐号", cell: (row) => row.accountName }] : [];
  return (
    <DataTable
      caption="查看记录"
      items={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "what", name: "看了什么", isTitle: true, cell: (row) => <>{lookKindWords[row.kind]}{soft([row.kind === "viewPage" ? abilityOf(row.subject) : row.subject, fieldsIn(row)].filter(Boolean).join("："))}</> },
        { key: "who", name: "谁", cell: (row) => <>{row.realm === "partner" ? row.byOrganization : "运营商"} {row.byName}{soft(row.byRoles.map(roleWord).filter(Boolean).join("、"))}</> },
        { key: "why", name: "原因", cell: why },
        ...account,
        { key: "at", name: "时间", cell: (row) => formatInstant(row.at) },
      ]}
      whenEmpty={whenEmpty}
      foot={foot}
    />
  );
}
