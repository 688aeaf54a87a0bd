"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import type { PauseView } from "@/server/lifecycle/life.schema";
import { useSay } from "#say";
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
  const say = useSay();
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
            id="pause-months" legend={say("暂停几个整月")} name="months" value={String(months)} columns={3} error={fieldProblem(form.problems.months)}
            hint={say("最近 12 个月内还可以暂停 {monthsLeft} 个整月。开始的当月照常收费，之后的整月{value}。", { monthsLeft: view.monthsLeft, value: view.holdFeeFen > 0n ? say("只收停机保号费") : say("不收月费") })}
            onChange={(event) => setMonths(Number(event.target.value))}
            options={Array.from({ length: view.monthsLeft }, (_, index) => ({ value: String(index + 1), title: say("{index} 个整月", { index: index + 1 }) }))}
          />
        </Card>
        <Card>
          <CardHeader title={say("暂停期间")} />
          <ul className="list-disc space-y-1.5 ps-5">
            <li>{say("用户不能登录和使用，数据、帐号和业务标识都保留。")}</li>
            <li>{say("随时可以提前恢复，恢复当天起按剩余天数收费。")}</li>
            <li>{say("到期自动恢复，{remindOn}会发邮件提醒。", { remindOn: say.day(view.remindOn) })}</li>
          </ul>
        </Card>
        <ChannelNote decision={view.decision} reasons={view.reasons} papers={view.papers} />
      </Stack>
      <Stack>
        <section aria-label={say("暂停预览")} aria-busy={!isFresh} aria-live="polite" className={isFresh ? "" : "opacity-60"}>
          <Card tone="raised">
            <CardHeader title={say("暂停预览")} />
            <DescriptionList
              items={[
                { term: say("开始"), value: say("{from}零点", { from: say.day(view.from) }) },
                { term: say("自动恢复"), value: say("{until}零点", { until: say.day(view.until) }) },
                { term: say("现在每月"), value: <Money fen={view.monthFen} /> },
                { term: say("暂停的整月每月"), value: view.holdFeeFen > 0n ? say.rich("{amount}（停机保号费）", { amount: <Money fen={view.holdFeeFen} /> }) : <Money fen={0n} /> },
                { term: say("共节省"), value: <Money fen={view.savedFen} size="lg" /> },
              ]}
            />
          </Card>
        </section>
        <ConfirmCard id={`pause-${initial.productId}`} form={form} understand={say("我已看清暂停的时间和费用，并会告知正在使用的员工")} decision={view.decision} direct={say("确认暂停")} isFresh={isFresh} />
      </Stack>
    </form>
  );
}
