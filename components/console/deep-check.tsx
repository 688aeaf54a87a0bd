"use client";

import { useQuery } from "@tanstack/react-query";
import { formatInstant } from "@/server/kernel/calendar";
import type { CheckedPart } from "@/server/platforms/deep-check.schema";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { Spinner } from "../ui/spinner";

const names: Record<CheckedPart["name"], string> = { database: "数据库", migrations: "数据库版本", queue: "任务队列", worker: "后台处理进程", ap: "应用提供商接口", bss97: "97 营业系统", billing: "计费系统", payment: "支付渠道", sms: "短信网关", mail: "邮件服务器", disk: "数据库磁盘" };
const states = { good: { word: "正常", tone: "success" }, slow: { word: "缓慢", tone: "warning" }, down: { word: "不可用", tone: "danger" } } as const;

/** A disk is neither slow nor away. */
const diskWords = { good: "正常", slow: "偏满", down: "将满" } as const;

function factOf({ name, fact }: CheckedPart): string {
  if (fact === null) return "";
  if (name === "queue") return `最久等待 ${fact} 秒`;
  if (name === "worker") return `${fact} 秒前有活动`;
  if (name === "disk") return `已用 ${fact}%`;
  return name === "migrations" && fact > 0 ? `${fact} 个没有完成` : "";
}

/** SY1: what the portal leans on, with times; asked again every 20 seconds and at a press. */
export function DeepCheckCard() {
  const check = useQuery(useTRPC().console.deepCheck.queryOptions({}, { refetchInterval: 20_000, staleTime: 0 }));
  return (
    <Card as="section" labelledBy="deep">
      <CardHeader id="deep" title="运行状况" text={check.data ? `检查于 ${formatInstant(check.data.checkedAt)}，每 20 秒自动刷新` : "正在检查…"} actions={<Button size="sm" variant="secondary" isBusy={check.isFetching} onClick={() => void check.refetch()}>立即检查</Button>} />
      <FormProblem>{problemOf(check.error)?.words}</FormProblem>
      {!check.data && !check.error && <Spinner label="正在检查…" />}
      <ul className="grid gap-x-8 sm:grid-cols-2 xl:grid-cols-3">
        {check.data?.parts.map((part) => (
          <li key={part.name} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line py-2">
            <span className="min-w-28 font-medium">{names[part.name]}</span>
            <Badge tone={states[part.state].tone}>{part.name === "disk" ? diskWords[part.state] : states[part.state].word}</Badge>
            <span className="figures text-ink-faint">{part.tookMs} 毫秒{factOf(part) && ` · ${factOf(part)}`}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
