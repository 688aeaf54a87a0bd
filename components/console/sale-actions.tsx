"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { fieldWords } from "@/messages/zh-CN";
import { type SpecificationPage, StopSale } from "@/server/catalog/sale.schema";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { formField } from "../patterns/form-field";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";
import { TextareaField } from "../ui/text-field";

type Row = z.output<typeof SpecificationPage>["rows"][number];

export function StopSaleButton({ row }: { row: Row }) {
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const form = useForm<z.input<typeof StopSale>>({ resolver: zodResolver(StopSale), defaultValues: { specificationId: row.id, reason: "" } });
  const stop = useMutation(useTRPC().catalogueDesk.stopSale.mutationOptions({ onSuccess: () => { setIsOpen(false); refresh(); } }));
  const effects = [row.runningProducts > 0 ? `${row.runningProducts} 个在用产品继续使用和续费` : "", row.openOrders > 0 ? `${row.openOrders} 张在途订单照常办理` : ""].filter(Boolean).join("，");
  return (
    <Dialog
      title={`停止销售 ${row.name}？`} text={`新客户一分钟内看不到它，也不能下单。${effects ? `${effects}。` : ""}`} isOpen={isOpen} onOpenChange={setIsOpen} isSticky
      trigger={<Button size="sm" variant="secondary">停止销售</Button>}
    >
      <form method="post" onSubmit={form.handleSubmit((values) => stop.mutate(values))} noValidate className="flex flex-col gap-3">
        <TextareaField label="原因（内部记录）" rows={3} {...formField(form, "reason", fieldWords)} />
        <FormProblem>{problemOf(stop.error)?.words}</FormProblem>
        <div className="flex flex-wrap gap-3">
          <Button type="submit" variant="danger" isBusy={stop.isPending}>确认停止</Button>
          <DialogClose><Button variant="secondary">不停止</Button></DialogClose>
        </div>
      </form>
    </Dialog>
  );
}

export function ResumeSaleButton({ row }: { row: Row }) {
  const { refresh } = useRouter();
  const resume = useMutation(useTRPC().catalogueDesk.resumeSale.mutationOptions({ onSuccess: () => refresh() }));
  return (
    <div className="flex flex-col items-start gap-1">
      <Button size="sm" variant="secondary" isBusy={resume.isPending} aria-label={`恢复销售 ${row.name}`} onClick={() => resume.mutate({ specificationId: row.id })}>恢复销售</Button>
      <FormProblem>{problemOf(resume.error)?.words}</FormProblem>
    </div>
  );
}
