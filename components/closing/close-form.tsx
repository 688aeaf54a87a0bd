"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { closingCheckWords } from "@/messages/life.zh-CN";
import { fieldProblem } from "@/messages/zh-CN";
import { pathOf } from "@/server/closing/closing.rules";
import type { CloseView } from "@/server/closing/closing.schema";
import { useSay } from "#say";
import { useTRPC } from "../layout/trpc-provider";
import { ConfirmCard } from "../lifecycle/confirm-card";
import { useLifeForm } from "../lifecycle/use-life-form";
import { ChannelNote } from "../ordering/channel-note";
import { Money } from "../patterns/money";
import { Badge } from "../ui/badge";
import { Card, CardHeader, Stack } from "../ui/card";
import { Checkbox, RadioCards } from "../ui/choice";
import { DescriptionList } from "../ui/description-list";
import { TextLink } from "../ui/link";

/** CH10: the checklist of closing an account, each point with its way out, and what follows. */
export function CloseForm({ base, initial }: { base: string; initial: CloseView }) {
  const say = useSay();
  const trpc = useTRPC();
  const [exported, setExported] = useState<"yes" | "no">();
  const [areConfirmed, setAreConfirmed] = useState(false);
  const query = useQuery(trpc.closing.quote.queryOptions({}, { initialData: initial, initialDataUpdatedAt: 0, staleTime: 15_000 }));
  const view = query.data;
  const close = useMutation(trpc.closing.submit.mutationOptions());
  const form = useLifeForm({
    name: "close", base, isFresh: view.isReady, refetch: query.refetch, check: () => ({ ...(exported ? {} : { isExported: "chooseExport" }), ...(areConfirmed ? {} : { areAccountsConfirmed: "confirmAccounts" }) }),
    send: ({ key }) => close.mutateAsync({ key, isExported: exported === "yes", areAccountsConfirmed: true, isUnderstood: true }),
  });
  return (
    <form method="post" onSubmit={form.submit} noValidate className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(20rem,26rem)]">
      <Stack gap="lg">
        <Card as="section" labelledBy="checklist">
          <CardHeader id="checklist" title={say("销户清单")} text={view.isReady ? say("全部完成，可以申请销户。") : say("逐项完成后才能申请；办好一项再回到这里。")} />
          <ul className="divide-y divide-line">
            {view.checks.map(({ check, isDone, count }) => (
              <li key={check} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 py-2.5">
                <span className="min-w-0"><Badge tone={isDone ? "success" : "warning"}>{isDone ? say("完成") : say("待办")}</Badge> {isDone ? say.word(closingCheckWords[check].done) : say.word(closingCheckWords[check].open, { count })}</span>
                {!isDone && <TextLink href={`${base}${pathOf(check)}`}>{say.word(closingCheckWords[check].act)}</TextLink>}
              </li>
            ))}
          </ul>
        </Card>
        <Card>
          <Stack gap="lg">
            <RadioCards
              id="close-isExported" legend={say("应用里的资料")} name="isExported" required columns={2} {...(exported ? { value: exported } : {})} error={fieldProblem(form.problems.isExported)}
              onChange={(event) => { setExported(event.target.value as "yes" | "no"); form.clear("isExported"); }}
              options={[{ value: "yes", title: say("已经导出"), text: say("帐单和发票关闭后 30 天内仍可下载") }, { value: "no", title: say("不需要导出"), text: say("30 天后删除，不能找回") }]}
            />
            <p className="text-ink-soft">{say.rich("订单、帐单、服务单等平台上的资料可以{link}，文件保留 7 天。", { link: <TextLink href={`${base}/company/takeout`}>{say("一次全部导出")}</TextLink> })}</p>
            <Checkbox id="close-areAccountsConfirmed" checked={areConfirmed} onChange={(event) => { setAreConfirmed(event.target.checked); form.clear("areAccountsConfirmed"); }} error={fieldProblem(form.problems.areAccountsConfirmed)} label={view.accounts.length > 0 ? say("以下应用帐号随帐户停用：{map}", { map: say.list(view.accounts.map(({ name, product }) => `${product} ${name}`)) }) : say("没有应用帐号需要停用")} />
          </Stack>
        </Card>
        <ChannelNote decision={view.decision} reasons={view.reasons} papers={view.papers} />
      </Stack>
      <Stack>
        <Card tone="raised">
          <CardHeader title={say("接下来")} />
          <DescriptionList
            items={[
              { term: say("受理"), value: say("受理前可以随时撤销；申请期间不能订购") },
              { term: say("结清"), value: say("最后一期帐单次月 3 日出齐，付清或从余额抵扣") },
              { term: say("退回余额"), value: view.cashFen > 0n ? say.rich("{amount} 在 10 个工作日内原路或退到对公账户", { amount: <Money fen={view.cashFen} /> }) : say("没有余额") },
              { term: say("关闭后 30 天"), value: say("可以登录、下载帐单，或恢复帐户（帐号名不变）") },
              { term: say("30 天之后"), value: say("应用里的数据由应用方删除并出具证明") },
              { term: say("180 天之后"), value: say("联系人等个人信息脱敏；帐单按法规保留") },
            ]}
          />
        </Card>
        <ConfirmCard id="close" form={form} understand={say("我已看清销户后果，并有权代表企业办理")} decision={view.decision} direct={say("申请销户")} isDanger isFresh blocked={view.isReady ? undefined : say("先逐项完成左边的销户清单")} />
      </Stack>
    </form>
  );
}
