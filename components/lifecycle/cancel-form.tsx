"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { cancelReasonWords, cancelTimeWords, notNowWords } from "@/messages/life.zh-CN";
import { fieldProblem } from "@/messages/zh-CN";
import { changeRowWords } from "@/server/changes/change.words";
import { formatFen } from "@/server/kernel/money";
import { type CancelReason, type CancelTime, cancelReasons } from "@/server/lifecycle/cancel.rules";
import type { CancelView } from "@/server/lifecycle/life.schema";
import { useSay } from "#say";
import { useTRPC } from "../layout/trpc-provider";
import { ChannelNote } from "../ordering/channel-note";
import { Money } from "../patterns/money";
import { Alert } from "../ui/alert";
import { Card, CardHeader, Stack } from "../ui/card";
import { RadioCards } from "../ui/choice";
import { DescriptionList } from "../ui/description-list";
import { TextareaField } from "../ui/text-field";
import { ConfirmCard } from "./confirm-card";
import { useLifeForm } from "./use-life-form";

/** CH8: how a product is given up: the refund, and what is lost, stand before the button. */
export function CancelForm({ base, initial }: { base: string; initial: CancelView }) {
  const say = useSay();
  const trpc = useTRPC();
  const [when, setWhen] = useState<CancelTime>(initial.when);
  const [reason, setReason] = useState<CancelReason>();
  const [comment, setComment] = useState("");
  const query = useQuery(trpc.life.quoteCancel.queryOptions({ productId: initial.productId, when }, { ...(when === initial.when ? { initialData: initial, initialDataUpdatedAt: 0 } : {}), placeholderData: (previous) => previous, staleTime: 15_000 }));
  const view = query.data ?? initial;
  const isFresh = view.when === when && !query.isPlaceholderData;
  const cancel = useMutation(trpc.life.cancel.mutationOptions());
  const form = useLifeForm({
    name: `cancel-${initial.productId}`, base, isFresh, refetch: query.refetch, check: () => ({ ...(reason ? {} : { reason: "chooseReason" }) }),
    send: (ask) => cancel.mutateAsync({ ...ask, productId: view.productId, when, reason: reason ?? "other", comment, previewHash: view.hash }),
  });
  const id = `cancel-${initial.productId}`;
  return (
    <form method="post" onSubmit={form.submit} noValidate className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(20rem,26rem)]">
      <Stack gap="lg">
        <Card>
          <Stack gap="lg">
            <RadioCards
              id={`${id}-when`} legend={say("什么时候停用")} name="when" value={when} error={fieldProblem(form.problems.when)} onChange={(event) => setWhen(event.target.value as CancelTime)}
              options={view.ways.map((way) => ({ value: way.when, title: say.word(cancelTimeWords[way.when].word), text: say.word(cancelTimeWords[way.when].hint), aside: way.refundFen > 0n ? say("退 {refund}", { refund: formatFen(way.refundFen) }) : way.when === "now" ? say("立即") : say.day(way.endsOn) }))}
            />
            {view.notNow && <p className="text-sm text-ink-soft">{say.word(notNowWords[view.notNow])}</p>}
            <RadioCards id={`${id}-reason`} legend={say("为什么退订")} name="reason" required columns={2} {...(reason ? { value: reason } : {})} error={fieldProblem(form.problems.reason)} onChange={(event) => { setReason(event.target.value as CancelReason); form.clear("reason"); }} options={cancelReasons.map((value) => ({ value, title: say.word(cancelReasonWords[value]) }))} />
            <TextareaField id={`${id}-comment`} label={say("还想告诉我们什么")} rows={2} maxLength={200} value={comment} onChange={(event) => setComment(event.target.value)} error={fieldProblem(form.problems.comment)} />
          </Stack>
        </Card>
        <ChannelNote decision={view.decision} reasons={view.reasons} papers={view.papers} />
      </Stack>
      <Stack>
        <section aria-label={say("退订预览")} aria-busy={!isFresh} aria-live="polite" className={isFresh ? "" : "opacity-60"}>
          <CancelPreview view={view} />
        </section>
        <Alert tone="warning" title={say("停用后会失去")}>
          <ul className="list-disc ps-5">
            {view.parts.length > 0 && <li>{say("套餐里的产品：{parts}", { parts: say.list(view.parts) })}</li>}
            <li>{view.accounts.length > 0 ? say("应用帐号：{accounts}", { accounts: say.list(view.accounts) }) : say("应用帐号")}</li>
            <li>{say("应用里的数据：由应用方按约定处理，请先导出资料")}</li>
          </ul>
        </Alert>
        <ConfirmCard id={id} form={form} understand={say("我已看清退费和停用后失去的内容")} decision={view.decision} direct={say("确认退订")} isDanger isFresh={isFresh} />
      </Stack>
    </form>
  );
}

function CancelPreview({ view }: { view: CancelView }) {
  const say = useSay();
  const way = view.ways.find((one) => one.when === view.when);
  if (!way) return null;
  const { year } = way;
  return (
    <Card tone="raised">
      <CardHeader title={say("退订预览")} text={way.cutOffAt ? say("{cutOffAt} 之前可以撤销。", { cutOffAt: say.instant(way.cutOffAt) }) : say("受理后立即停用，不能撤销。")} />
      <DescriptionList
        items={[
          { term: say("用到"), value: way.when === "now" ? say("受理后立即停用") : say.day(way.endsOn) },
          ...(year ? [{ term: say("已付年费"), value: <Money fen={year.paidFen} /> }, { term: say("已开始"), value: say.rich("{months} 个月 × {amount} = {amount2}", { months: year.months, amount: <Money fen={year.monthFen} />, amount2: <Money fen={year.usedFen} /> }) }] : []),
          { term: say("退费"), value: <Money fen={way.refundFen} size="lg" /> },
          ...(way.refundFen > 0n ? [{ term: say("退到"), value: view.isPrepaid ? say("余额，停用当天到帐") : say("下一期帐单抵扣") }] : []),
          ...(view.replaces ? [{ term: say("取代"), value: say("已有的变更（{replaces}）不再执行", { replaces: changeRowWords(say, view.replaces) }) }] : []),
        ]}
      />
    </Card>
  );
}
