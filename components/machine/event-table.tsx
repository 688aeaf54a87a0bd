"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { z } from "zod";
import { formatInstant } from "@/server/kernel/calendar";
import type { EventPage, MadeHubSecret } from "@/server/machine/event.schema";
import { machineApis } from "@/server/machine/machine.rules";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { FormProblem } from "../patterns/form-layout";
import { StateBadge, type StateWords } from "../patterns/state-badge";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { Dialog } from "../ui/dialog";

type Page = z.output<typeof EventPage>;
const states: StateWords<"waiting" | "sent" | "dead" | "dropped"> = { waiting: { word: "等待发送", tone: "info" }, sent: { word: "已送达", tone: "success" }, dead: { word: "已放弃", tone: "danger" }, dropped: { word: "订阅已取消", tone: "neutral" } };
const apiName = (number: string) => machineApis.find((api) => api.number === number)?.name ?? "";

/** IN5: what a client subscribed to, each with a secret of its own. */
export function SubscriptionTable({ rows, mayManage }: { rows: Page["subscriptions"]; mayManage: boolean }) {
  return (
    <DataTable
      caption="订阅"
      items={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "c", name: "接收地址", isTitle: true, cell: (row) => <code className="break-all">{row.callback}</code> },
        { key: "a", name: "接口", cell: (row) => apiName(row.api) },
        { key: "q", name: "条件", cell: (row) => (row.query ? <code className="break-all">{row.query}</code> : "全部事件") },
        { key: "t", name: "订阅于", cell: (row) => formatInstant(row.createdAt) },
        { key: "o", name: "旧密钥", cell: (row) => (row.oldSecretUntil ? `用到 ${formatInstant(row.oldSecretUntil)}` : "—") },
        { key: "x", name: "处理", cell: (row) => (mayManage ? <RotateHub subscriptionId={row.id} callback={row.callback} /> : "—") },
      ]}
      whenEmpty={<EmptyState title="没有订阅" text="对方系统在接口上订阅以后，事件会主动推送到它的接收地址。" />}
    />
  );
}

function RotateHub({ subscriptionId, callback }: { subscriptionId: string; callback: string }) {
  const { refresh } = useRouter();
  const [made, setMade] = useState<z.output<typeof MadeHubSecret> | null>(null);
  const rotate = useMutation(useTRPC().apiClient.rotateHub.mutationOptions({ onSuccess: (answer) => { setMade(answer); refresh(); } }));
  return (
    <Dialog title={made ? "签名密钥已更换" : "更换签名密钥"} onOpenChange={(next) => { if (!next) setMade(null); }} isSticky trigger={<Button size="sm" variant="secondary">更换签名密钥<span className="sr-only"> {callback}</span></Button>}>
      {made ? (
        <div className="flex flex-col gap-3">
          <Alert tone="warning" title="密钥只显示这一次，请现在交给对方系统的负责人">7 天内的事件同时带新旧两个签名。</Alert>
          <p><code className="break-all">{made.secret}</code> <CopyButton text={made.secret} /></p>
        </div>
      ) : (
        <div className="flex flex-col gap-3">
          <p className="break-all">发往 {callback} 的事件改用新密钥签名；7 天内同时带旧密钥的签名。</p>
          <FormProblem>{problemOf(rotate.error)?.words}</FormProblem>
          <div><Button isBusy={rotate.isPending} onClick={() => rotate.mutate({ subscriptionId })}>更换</Button></div>
        </div>
      )}
    </Dialog>
  );
}

/** IN5: events on their way to a client; one that was given up is sent again by a person. */
export function EventTable({ rows, mayManage }: { rows: Page["rows"]; mayManage: boolean }) {
  const { refresh } = useRouter();
  const replay = useMutation(useTRPC().apiClient.replayEvent.mutationOptions({ onSuccess: refresh }));
  return (
    <>
      <FormProblem>{problemOf(replay.error)?.words}</FormProblem>
      <DataTable
        caption="事件"
        items={rows}
        rowKey={(row) => row.id}
        columns={[
          { key: "e", name: "事件", isTitle: true, cell: (row) => <code className="break-all">{row.eventType}</code> },
          { key: "c", name: "接收地址", cell: (row) => <code className="break-all">{row.callback}</code> },
          { key: "s", name: "状态", cell: (row) => <StateBadge state={row.state} words={states} /> },
          { key: "n", name: "已试", align: "end", cell: (row) => `${row.attempts} 次` },
          { key: "a", name: "对方应答", cell: (row) => row.lastAnswer ?? "—" },
          { key: "t", name: "发生于", cell: (row) => formatInstant(row.eventAt) },
          { key: "w", name: "下次发送", cell: (row) => (row.nextAttemptAt ? formatInstant(row.nextAttemptAt) : "—") },
          { key: "x", name: "处理", cell: (row) => (mayManage && row.state === "dead" ? <Button size="sm" variant="secondary" isBusy={replay.isPending && replay.variables.deliveryId === row.id} onClick={() => replay.mutate({ deliveryId: row.id })}>重发<span className="sr-only"> {row.eventType}</span></Button> : "—") },
        ]}
        whenEmpty={<EmptyState title="这里没有事件" text="24 小时都没有送达的事件列在“已放弃”里，排除原因以后重发。" />}
      />
    </>
  );
}
