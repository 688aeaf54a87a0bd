"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { suspensionCauseWords } from "@/messages/life.zh-CN";
import { dayOf } from "@/server/kernel/calendar";
import type { ResumeView } from "@/server/lifecycle/life.schema";
import { useSay } from "#say";
import { useTRPC } from "../layout/trpc-provider";
import { ChannelNote } from "../ordering/channel-note";
import { Money } from "../patterns/money";
import { Alert } from "../ui/alert";
import { Card, CardHeader, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { ButtonLink } from "../ui/link";
import { ConfirmCard } from "./confirm-card";
import { useLifeForm } from "./use-life-form";

/** CH13: taking a product up again before its pause is over, with what today costs. */
export function ResumeForm({ base, initial }: { base: string; initial: ResumeView }) {
  const say = useSay();
  const trpc = useTRPC();
  const query = useQuery(trpc.life.quoteResume.queryOptions({ productId: initial.productId }, { initialData: initial, initialDataUpdatedAt: 0, staleTime: 15_000 }));
  const view = query.data;
  const resume = useMutation(trpc.life.resume.mutationOptions());
  const form = useLifeForm({ name: `resume-${initial.productId}`, base, isFresh: true, refetch: query.refetch, send: (ask) => resume.mutateAsync({ ...ask, productId: view.productId, previewHash: view.hash }) });
  return (
    <form method="post" onSubmit={form.submit} noValidate className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(20rem,26rem)]">
      <Stack gap="lg">
        <Card tone="raised">
          <CardHeader title={say("恢复预览")} text={say("恢复后立即可以使用，应用系统一般几分钟内办好。")} />
          <DescriptionList
            items={[
              { term: say("暂停开始"), value: say.instant(view.pausedOn) },
              { term: say("原定恢复"), value: view.until ? say("{until}零点", { until: say.day(dayOf(view.until)) }) : "—" },
              { term: view.isPrepaid ? say("现在从余额扣取") : say("计入本期帐单"), value: <><Money fen={view.restFen} size="lg" /> <span className="text-ink-soft">{view.restFen > 0n ? say("本月余下的天数") : say("本月的费用已经收过")}</span></> },
            ]}
          />
        </Card>
        {view.missingFen > 0n && <Alert tone="warning" title={say.rich("余额还差 {amount}", { amount: <Money fen={view.missingFen} /> })} actions={<ButtonLink size="sm" href={`${base}/balance`}>{say("去充值")}</ButtonLink>}>{say("现在提交也可以：充值后会自动恢复。")}</Alert>}
        {view.otherCauses.length > 0 && <Alert tone="warning" title={say("还有其他停机原因")}>{say("{map}未解除，解除前产品仍不能使用。", { map: say.list(view.otherCauses.map((cause) => (suspensionCauseWords as Record<string, string>)[cause] ?? "")) })}</Alert>}
        <ChannelNote decision={view.decision} reasons={view.reasons} papers={view.papers} />
      </Stack>
      <ConfirmCard id={`resume-${initial.productId}`} form={form} understand={say("我已看清恢复后的费用")} decision={view.decision} direct={say("立即恢复")} isFresh />
    </form>
  );
}
