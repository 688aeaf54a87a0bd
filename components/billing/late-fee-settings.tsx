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

/** BI8: which provinces charge a late fee. */
export function LateFeeSettings({ rows, mayEdit }: { rows: z.output<typeof BillingSettings>["rows"]; mayEdit: boolean }) {
  const { refresh } = useRouter();
  const edit = useMutation(useTRPC().billingDesk.editSetting.mutationOptions({ onSuccess: refresh }));
  return (
    <>
      <FormProblem>{problemOf(edit.error)?.words}</FormProblem>
      <DataTable
        caption="违约金设置"
        items={rows}
        rowKey={(row) => row.provinceId}
        columns={[
          { key: "province", name: "省份", isTitle: true, cell: (row) => row.provinceName },
          { key: "state", name: "违约金（每日 3‰，不超过本金）", cell: (row) => (row.chargesLateFee ? <Badge tone="warning">收取</Badge> : <Badge>不收取</Badge>) },
          { key: "by", name: "最近修改", cell: (row) => (row.changedAt ? `${row.changedBy}，${formatInstant(row.changedAt)}` : "—") },
          { key: "do", name: "修改", cell: (row) => (mayEdit ? <Button variant="secondary" size="sm" isBusy={edit.isPending && edit.variables?.provinceId === row.provinceId} onClick={() => edit.mutate({ provinceId: row.provinceId, chargesLateFee: !row.chargesLateFee })}>{row.chargesLateFee ? "停止收取" : "开始收取"}</Button> : "—") },
        ]}
        whenEmpty={<p className="text-ink-soft">当前平台没有可以设置的省份。</p>}
      />
    </>
  );
}
