"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { WithdrawalView } from "@/server/authority/authorisation.schema";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { type Column, DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { RadioCards } from "../ui/choice";
import { ButtonLink } from "../ui/link";

type Row = WithdrawalView["products"][number];

/** PC13: what taking an authorisation back ends, when, and the parent's word. */
export function WithdrawForm({ view, backPath }: { view: WithdrawalView; backPath: string }) {
  const say = useSay();
  const router = useRouter();
  const [then, setThen] = useState<"term" | "now">("term");
  const { key, renew, renewAfter } = useOnceKey(`grant:withdraw:${view.authorisationId}`);
  const withdraw = useMutation(useTRPC().authorisation.withdraw.mutationOptions({ onSuccess: () => { renew(); router.push(backPath); router.refresh(); }, onError: renewAfter }));
  const columns: readonly Column<Row>[] = [
    { key: "name", name: say("产品"), isTitle: true, cell: (row) => row.name },
    { key: "seats", name: say("数量"), align: "end", cell: (row) => say.counted(row.seats, row.seatName) },
    { key: "end", name: say("停用"), cell: (row) => (then === "now" ? say("立即") : row.isEnding ? say("已安排停用") : say("用到{endsOn}", { endsOn: say.day(row.endsOn) })) },
  ];
  return (
    <Stack gap="lg">
      <Card as="section" labelledBy="ends">
        <CardHeader id="ends" title={say("受影响的产品")} text={say("从现在起不能再订购{value}。", { value: view.openOrders > 0 ? say("；已经在办理的 {openOrders} 个订单会继续办完", { openOrders: view.openOrders }) : "" })} />
        <DataTable caption={say("受影响的产品")} columns={columns} items={view.products} rowKey={(row) => row.id} whenEmpty={<EmptyState title={say("没有正在使用的产品")} text={say("收回后只是不能再订购，没有产品会停用。")} />} />
      </Card>
      {view.products.length > 0 && (
        <RadioCards
          legend={say("正在使用的产品")} name="then" columns={2} value={then} onChange={(event) => setThen(event.target.value as typeof then)}
          options={[{ value: "term", title: say("用到期末再停用"), text: say("已付费的用完，之后不再续订；在此之前重新授权，可以恢复续订") }, { value: "now", title: say("立即停用"), text: say("马上不能使用，已付的费用不退，数据按应用方的规则保留") }]}
        />
      )}
      <FormProblem>{problemOf(withdraw.error)?.words}</FormProblem>
      <FormActions>
        <Button variant="danger" isBusy={withdraw.isPending || withdraw.isSuccess || !key} onClick={() => withdraw.mutate({ key, authorisationId: view.authorisationId, then })}>{then === "now" && view.products.length > 0 ? say("收回授权并立即停用") : say("收回授权")}</Button>
        <ButtonLink href={backPath} variant="secondary">{say("不收回")}</ButtonLink>
      </FormActions>
    </Stack>
  );
}
