"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { formatDay } from "@/server/kernel/calendar";
import type { PauseView } from "@/server/lifecycle/life.schema";
import { useTRPC } from "../layout/trpc-provider";
import { ChannelNote } from "../ordering/channel-note";
import { Money } from "../patterns/money";
import { Card, CardHeader, Stack } from "../ui/card";
import { RadioCards } from "../ui/choice";
import { DescriptionList } from "../ui/description-list";
import { ConfirmCard } from "./confirm-card";
import { useLifeForm } from "./use-life-form";

/** CH13: for how many whole months, and what that means, before anybody confirms. */
export function PauseForm({ base, initial }: { base: string; initial: PauseView }) {
  const trpc = useTRPC();
  const [months, setMonths] = useState(initial.months);
  const query = useQuery(trpc.life.quotePause.queryOptions({ productId: initial.productId, months }, { ...(months === initial.months ? { initialData: initial, initialDataUpdatedAt: 0 } : {}), placeholderData: (previous) => previous, staleTime: 15_000 }));
  const view = query.data ?? initial;
  const isFresh = view.months === months && !query.isPlaceholderData;
  const pause = useMutation(trpc.life.pause.mutationOptions());
  const form = useLifeForm({ name: `pause-${initial.productId}`, base, isFresh, refetch: query.refetch, send: (ask) => pause.mutateAsync({ ...ask, productId: view.productId, months, previewHash: view.hash }) });
  return (
    <form method="post" onSubmit={form.submit} noValidate className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(20rem,26rem)]">
      <Stack gap="lg">
        <Card>
          <RadioCards
            id="pause-months" legend="暂停几个整月" name="months" value={String(months)} columns={3} error={fieldProblem(form.problems.months)}
            hint={`最近 12 个月内还可以暂停 ${view.monthsLeft} 个整月。开始的当月照常收费，之后的整月${view.holdFeeFen > 0n ? "只收停机保号费" : "不收月费"}。`}
            onChange={(event) => setMonths(Number(event.target.value))}
            options={Array.from({ length: view.monthsLeft }, (_, index) => ({ value: String(index + 1), title: `${index + 1} 个整月` }))}
          />
        </Card>
        <Card>
          <CardHeader title="暂停期间" />
          <ul className="list-disc space-y-1.5 ps-5">
            <li>用户不能登录和使用，数据、帐号和业务标识都保留。</li>
            <li>随时可以提前恢复，恢复当天起按剩余天数收费。</li>
            <li>到期自动恢复，{formatDay(view.remindOn)}会发邮件提醒。</li>
          </ul>
        </Card>
        <ChannelNote decision={view.decision} reasons={view.reasons} papers={view.papers} />
      </Stack>
      <Stack>
        <section aria-label="暂停预览" aria-busy={!isFresh} aria-live="polite" className={isFresh ? "" : "opacity-60"}>
          <Card tone="raised">
            <CardHeader title="暂停预览" />
            <DescriptionList
              items={[
                { term: "开始", value: `${formatDay(view.from)}零点` },
                { term: "自动恢复", value: `${formatDay(view.until)}零点` },
                { term: "现在每月", value: <Money fen={view.monthFen} /> },
                { term: "暂停的整月每月", value: view.holdFeeFen > 0n ? <><Money fen={view.holdFeeFen} />（停机保号费）</> : <Money fen={0n} /> },
                { term: "共节省", value: <Money fen={view.savedFen} size="lg" /> },
              ]}
            />
          </Card>
        </section>
        <ConfirmCard id={`pause-${initial.productId}`} form={form} understand="我已看清暂停的时间和费用，并会告知正在使用的员工" decision={view.decision} direct="确认暂停" isFresh={isFresh} />
      </Stack>
    </form>
  );
}
