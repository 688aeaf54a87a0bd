"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { formatDay } from "@/server/kernel/calendar";
import type { TransferPreview } from "@/server/group/transfer.schema";
import { blockerWords } from "@/server/group/transfer.words";
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
  const router = useRouter();
  const { toId, toName, fromName, blockers, people } = preview;
  const { key, renew, renewAfter } = useOnceKey(`transfer:${productId}:${toId}`);
  const ask = useMutation(useTRPC().productTransfer.ask.mutationOptions({ onSuccess: () => { renew(); router.push(`${base}/products/${productId}`); router.refresh(); }, onError: renewAfter }));
  const isShort = preview.cashFen !== null && preview.cashFen < preview.firstMonthFen;
  return (
    <Stack>
      <Card as="section" labelledBy="transfer-preview" tone="raised">
        <CardHeader id="transfer-preview" title={`${fromName} → ${toName}`} text={`${formatDay(edgeOn)}零点起，使用不中断；应用里的数据和人员的帐号不变。`} />
        <DescriptionList
          items={[
            { term: `${fromName}付费到`, value: `${formatDay(preview.lastDay)}；此前的帐单、费用和用量仍属于它` },
            { term: `${toName}第一个月`, value: <Money fen={preview.firstMonthFen} /> },
            ...(preview.cashFen === null ? [{ term: "付费方式", value: "后付费，用后出帐" }] : [{ term: preview.isParentPaying ? "上级代付，余额" : "现有余额", value: <Money fen={preview.cashFen} /> }]),
            { term: "席位和业务管理员", value: people.known + people.added === 0 ? "没有分配给人" : `随产品转移：${people.known} 人已在接收帐号的名单里，${people.added} 人会加入名单${people.signIns > 0 ? `，其中 ${people.signIns} 人的登录一并开通` : ""}` },
          ]}
        />
      </Card>
      {isShort && blockers.length === 0 && <Alert tone="warning" title="余额还不够付第一个月">{formatDay(edgeOn)}零点余额仍不够时不会转移，产品留在{fromName}。请提前充值或划拨。</Alert>}
      {blockers.length > 0 && (
        <Alert tone="danger" title={`还不能转移，有 ${blockers.length} 项要先解决`}>
          <ul className="list-disc ps-5">
            {blockers.map((blocker) => {
              const at = settledAt(blocker, base, { toId, isChild: preview.isToChild, productId });
              return <li key={blocker}>{blockerWords[blocker]}{blocker === "numberTaken" && `：${people.clashes.join("、")}`}{at && <>　<TextLink href={at.href}>{at.label}</TextLink></>}</li>;
            })}
          </ul>
        </Alert>
      )}
      <FormProblem>{problemOf(ask.error)?.words}</FormProblem>
      <FormActions>
        <Button isBusy={ask.isPending || ask.isSuccess || !key} disabled={blockers.length > 0} onClick={() => ask.mutate({ key, productId, toId, effectiveOn: edgeOn })}>安排转移</Button>
        <ButtonLink href={`${base}/products/${productId}`} variant="secondary">不转移</ButtonLink>
      </FormActions>
    </Stack>
  );
}
