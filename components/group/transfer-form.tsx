"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { TransferPreview } from "@/server/group/transfer.schema";
import { blockerWords } from "@/server/group/transfer.words";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Money } from "../patterns/money";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { ButtonLink, TextLink } from "../ui/link";
import { settledAt } from "./transfer-words";

type Props = { base: string; productId: string; edgeOn: string; preview: TransferPreview };

/** PC16: what a product's way to another account means, what stands in it, and the parent's word. */
export function TransferForm({ base, productId, edgeOn, preview }: Props) {
  const say = useSay();
  const router = useRouter();
  const { toId, toName, fromName, blockers, people } = preview;
  const { key, renew, renewAfter } = useOnceKey(`transfer:${productId}:${toId}`);
  const ask = useMutation(useTRPC().productTransfer.ask.mutationOptions({ onSuccess: () => { renew(); router.push(`${base}/products/${productId}`); router.refresh(); }, onError: renewAfter }));
  const isShort = preview.cashFen !== null && preview.cashFen < preview.firstMonthFen;
  return (
    <Stack>
      <Card as="section" labelledBy="transfer-preview" tone="raised">
        <CardHeader id="transfer-preview" title={`${say.named(fromName)} → ${say.named(toName)}`} text={say("{edgeOn}零点起，使用不中断；应用里的数据和人员的帐号不变。", { edgeOn: say.day(edgeOn) })} />
        <DescriptionList
          items={[
            { term: say("{fromName}付费到", { fromName: say.named(fromName) }), value: say("{lastDay}；此前的帐单、费用和用量仍属于它", { lastDay: say.day(preview.lastDay) }) },
            { term: say("{toName}第一个月", { toName: say.named(toName) }), value: <Money fen={preview.firstMonthFen} /> },
            ...(preview.cashFen === null ? [{ term: say("付费方式"), value: say("后付费，用后出帐") }] : [{ term: preview.isParentPaying ? say("上级代付，余额") : say("现有余额"), value: <Money fen={preview.cashFen} /> }]),
            { term: say("席位和业务管理员"), value: people.known + people.added === 0 ? say("没有分配给人") : say("随产品转移：{known} 人已在接收帐号的名单里，{added} 人会加入名单{value}", { known: people.known, added: people.added, value: people.signIns > 0 ? say("，其中 {signIns} 人的登录一并开通", { signIns: people.signIns }) : "" }) },
          ]}
        />
      </Card>
      {isShort && blockers.length === 0 && <Alert tone="warning" title={say("余额还不够付第一个月")}>{say("{edgeOn}零点余额仍不够时不会转移，产品留在{fromName}。请提前充值或划拨。", { edgeOn: say.day(edgeOn), fromName: say.named(fromName) })}</Alert>}
      {blockers.length > 0 && (
        <Alert tone="danger" title={say("还不能转移，有 {blockers} 项要先解决", { blockers: blockers.length })}>
          <ul className="list-disc ps-5">
            {blockers.map((blocker) => {
              const at = settledAt(say, blocker, base, { toId, isChild: preview.isToChild, productId });
              return <li key={blocker}>{say.word(blockerWords[blocker])}{blocker === "numberTaken" && say("：{clashes}", { clashes: say.list(people.clashes) })}{at && <>　<TextLink href={at.href}>{at.label}</TextLink></>}</li>;
            })}
          </ul>
        </Alert>
      )}
      <FormProblem>{problemOf(ask.error)?.words}</FormProblem>
      <FormActions>
        <Button isBusy={ask.isPending || ask.isSuccess || !key} disabled={blockers.length > 0} onClick={() => ask.mutate({ key, productId, toId, effectiveOn: edgeOn })}>{say("安排转移")}</Button>
        <ButtonLink href={`${base}/products/${productId}`} variant="secondary">{say("不转移")}</ButtonLink>
      </FormActions>
    </Stack>
  );
}
