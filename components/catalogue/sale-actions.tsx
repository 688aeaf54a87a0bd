"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { z } from "zod";
import type { ProductRow } from "@/server/catalog/desk.schema";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { ReasonDialog } from "../acts/reason-dialog";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";

type Row = Pick<z.output<typeof ProductRow>, "id" | "name" | "runningProducts" | "openOrders">;
const effectsOf = ({ runningProducts, openOrders }: Row) => [runningProducts > 0 ? `${runningProducts} 个在用产品继续使用和续费` : "", openOrders > 0 ? `${openOrders} 张在途订单照常办理` : ""].filter(Boolean).join("，");

/** SC13: hides a product from new buyers. */
export function StopSaleButton({ row, size = "sm" }: { row: Row; size?: "sm" | "md" }) {
  const { refresh } = useRouter();
  const stop = useMutation(useTRPC().catalogueDesk.stopSale.mutationOptions({ onSuccess: () => refresh() }));
  const effects = effectsOf(row);
  return (
    <ReasonDialog
      label="原因（内部记录）" id={`stop-${row.id}`} title={`停止销售 ${row.name}？`} text={`新客户一分钟内看不到它，也不能下单。${effects ? `${effects}。` : ""}`} act="确认停止" leave="不停止" isBusy={stop.isPending} problem={problemOf(stop.error)}
      trigger={<Button size={size} variant="secondary">停止销售</Button>} onConfirm={(reason) => stop.mutate({ specificationId: row.id, reason })}
    />
  );
}

export function ResumeSaleButton({ row, size = "sm" }: { row: Row; size?: "sm" | "md" }) {
  const { refresh } = useRouter();
  const resume = useMutation(useTRPC().catalogueDesk.resumeSale.mutationOptions({ onSuccess: () => refresh() }));
  return (
    <div className="flex flex-col items-start gap-1">
      <Button size={size} variant="secondary" isBusy={resume.isPending} aria-label={`恢复销售 ${row.name}`} onClick={() => resume.mutate({ specificationId: row.id })}>恢复销售</Button>
      <FormProblem>{problemOf(resume.error)?.words}</FormProblem>
    </div>
  );
}

/** SC12: takes a product away for good, with the figures that stand in the way where any do. */
export function RetireButton({ row }: { row: Row }) {
  const { refresh } = useRouter();
  const retire = useMutation(useTRPC().catalogueDesk.retire.mutationOptions({ onSuccess: () => refresh() }));
  const isFree = row.runningProducts === 0 && row.openOrders === 0;
  const left = [row.runningProducts > 0 ? `${row.runningProducts} 个在用产品` : "", row.openOrders > 0 ? `${row.openOrders} 张在途订单` : ""].filter(Boolean).join("、");
  if (!isFree) {
    return (
      <Dialog
        title={`${row.name} 还不能退市`} text={`还有 ${left}。全部结束后才能退市；在此之前保持停止销售，它们不受影响。`} trigger={<Button variant="ghost">退市</Button>}
        actions={<DialogClose><Button variant="secondary">知道了</Button></DialogClose>}
      />
    );
  }
  return (
    <ReasonDialog
      label="原因（内部记录）" id={`retire-${row.id}`} title={`${row.name} 退市？`} text="没有企业在用，也没有在途订单。退市后产品页只说明已下架，不能恢复销售；历史版本和记录仍可查看。" act="确认退市" leave="不退市" isBusy={retire.isPending} problem={problemOf(retire.error)}
      trigger={<Button variant="ghost">退市</Button>} onConfirm={(reason) => retire.mutate({ specificationId: row.id, reason })}
    />
  );
}
