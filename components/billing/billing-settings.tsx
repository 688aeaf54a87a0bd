"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { z } from "zod";
import type { BillingSettings } from "@/server/billing/desk.schema";
import { formatInstant } from "@/server/kernel/calendar";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { DataTable } from "../patterns/data-table";
import { FormProblem } from "../patterns/form-layout";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";

type Row = z.output<typeof BillingSettings>["rows"][number];

/** BI8, BI18: which provinces charge a late fee, and which return a proven overcharge double. */
export function ProvinceBilling({ rows, mayEdit }: { rows: readonly Row[]; mayEdit: boolean }) {
  const { refresh } = useRouter();
  const edit = useMutation(useTRPC().billingDesk.editSetting.mutationOptions({ onSuccess: refresh }));
  const change = (row: Row, name: "chargesLateFee" | "returnsDouble", [on, off]: [string, string]) => (
    <Button variant="secondary" size="sm" aria-label={`${row.provinceName}${row[name] ? off : on}`} isBusy={edit.isPending && edit.variables?.provinceId === row.provinceId && edit.variables[name] !== undefined} onClick={() => edit.mutate({ provinceId: row.provinceId, [name]: !row[name] })}>{row[name] ? off : on}</Button>
  );
  return (
    <>
      <FormProblem>{problemOf(edit.error)?.words}</FormProblem>
      <DataTable
        caption="各省帐务设置"
        items={rows}
        rowKey={(row) => row.provinceId}
        columns={[
          { key: "province", name: "省份", isTitle: true, cell: (row) => row.provinceName },
          { key: "state", name: "违约金（每日 3‰，不超过本金）", cell: (row) => (<span className="inline-flex flex-wrap items-center gap-2">{row.chargesLateFee ? <Badge tone="warning">收取</Badge> : <Badge>不收取</Badge>}{mayEdit && change(row, "chargesLateFee", ["开始收取", "停止收取"])}</span>) },
          { key: "double", name: "多收双倍返还", cell: (row) => (<span className="inline-flex flex-wrap items-center gap-2">{row.returnsDouble ? <Badge tone="success">承诺</Badge> : <Badge>不承诺</Badge>}{mayEdit && change(row, "returnsDouble", ["开始承诺", "停止承诺"])}</span>) },
          { key: "by", name: "最近修改", cell: (row) => (row.changedAt ? `${row.changedBy}，${formatInstant(row.changedAt)}` : "—") },
        ]}
        whenEmpty={<p className="text-ink-soft">当前平台没有可以设置的省份。</p>}
      />
    </>
  );
}
