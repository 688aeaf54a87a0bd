"use client";

import { useState } from "react";
import type { DeskOfferView } from "@/server/quotes/quote.schema";
import { formatInstant } from "@/server/kernel/calendar";
import { useTRPC } from "../layout/trpc-provider";
import { ConfirmDialog } from "../patterns/confirm-dialog";
import { FormProblem } from "../patterns/form-layout";
import { useAct } from "../acts/use-act";
import { ReasonDialog } from "../acts/reason-dialog";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Card, CardHeader, Row } from "../ui/card";
import { OfferFacts } from "./offer-facts";

type Props = { offer: DeskOfferView; mayRelease: boolean; mayWrite: boolean; isTaken: boolean };

/** OR11, OR15: one price as staff see it; what waits for its second person is let out or sent back by somebody else than its writer. */
export function OfferDesk({ offer, mayRelease, mayWrite, isTaken }: Props) {
  const trpc = useTRPC();
  const [isOpen, setIsOpen] = useState(false);
  const release = useAct(`quote:release:${offer.id}:${offer.version}`, trpc.quoteDesk.release.mutationOptions());
  const back = useAct(`quote:return:${offer.id}:${offer.version}`, trpc.quoteDesk.return.mutationOptions());
  const discard = useAct(`quote:discard:${offer.id}:${offer.version}`, trpc.quoteDesk.discard.mutationOptions(), () => setIsOpen(false));
  const on = { offerId: offer.id, version: offer.version };
  const id = `offer-${offer.offerNumber}`;
  const isWaiting = offer.state === "submitted";
  const badge = isTaken ? <Badge tone="success">企业已按此下单</Badge> : isWaiting ? <Badge tone="warning">等待核准</Badge> : offer.state === "discarded" ? <Badge tone="neutral">已作废</Badge> : offer.isOpen ? <Badge tone="info">有效</Badge> : <Badge tone="neutral">已失效</Badge>;
  return (
    <Card as="section" labelledBy={id} tone={isWaiting ? "raised" : "plain"}>
      <CardHeader id={id} title={<>报价方案 {offer.offerNumber} {badge}</>} text={`${offer.writtenByName} 拟定${offer.issuedAt ? `，${offer.issuedByName} ${formatInstant(offer.issuedAt)} 发出` : ""}`} />
      <OfferFacts offer={offer} />
      {isWaiting && (
        <div className="mt-(--stack)">
          <Row>
            {mayRelease && !offer.isOwn && !offer.isRunOut && <Button isBusy={release.isBusy || !release.isReady} onClick={() => release.send(on)}>核准并发给企业</Button>}
            {mayRelease && !offer.isOwn && (
              <ReasonDialog id="offer-return" title="退回修改" text="退回后由经办人修改，企业看不到。" trigger={<Button variant="secondary">退回修改</Button>} label="要改什么" act="退回" variant="primary" isBusy={back.isBusy} problem={back.problem} onConfirm={(reason) => back.send({ ...on, reason })} />
            )}
            {mayWrite && (
              <ConfirmDialog title="作废这个方案？" text="还没有发给企业，作废后可以重新写。" isOpen={isOpen} onOpenChange={setIsOpen} trigger={<Button variant="ghost">作废</Button>} act="作废" leave="再想想" isBusy={discard.isBusy} problem={discard.problem?.words} onConfirm={() => discard.send(on)} />
            )}
          </Row>
          {offer.isRunOut && <p className="mt-2 text-sm text-ink-soft">有效期已过，请退回修改后再核准。</p>}
          {offer.isOwn && mayRelease && <p className="mt-2 text-sm text-ink-soft">您写的方案要由另一位同事核准。</p>}
          <FormProblem>{release.problem?.words}</FormProblem>
        </div>
      )}
    </Card>
  );
}
