"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { Fragment, type SyntheticEvent, useState } from "react";
import { factWords, fieldProblem, fieldWords } from "@/messages/zh-CN";
import type { OrderPriceView } from "@/server/ordering/order.schema";
import { type FactKind, factProblem } from "@/server/ordering/order.rules";
import { useSay } from "#say";
import { CapNote } from "../caps/cap-note";
import { carry } from "../carts/carried";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormActions, FormProblem, FormSection } from "../patterns/form-layout";
import { useProblems } from "../patterns/use-problems";
import { Button } from "../ui/button";
import { Card, Stack } from "../ui/card";
import { RadioCards } from "../ui/choice";
import { ButtonLink, TextLink } from "../ui/link";
import { SelectField, TextField, TextareaField } from "../ui/text-field";
import { BundleChoice } from "./bundle-choice";
import { ChannelNote } from "./channel-note";
import { ContractConsent, useConsent } from "./contract-consent";
import { DomainNote } from "./domain-note";
import { PriceSummary } from "./price-summary";
import { QuotedNote } from "./quoted-note";
import { useOrderPrice } from "./use-order-price";

type Props = { base: string; initial: OrderPriceView; agent: string };

/** One plan, its seats and facts; the price beside it is the server's, asked anew for each number of seats. */
export function OrderForm({ base, initial, agent }: Props) {
  const say = useSay();
  const router = useRouter();
  const trpc = useTRPC();
  const { seatsTyped, setSeatsTyped, seats, seatsWrong, couponId, setCouponId, trialThen, setTrialThen, quote, refused, isFresh, refetch } = useOrderPrice(initial);
  const [facts, setFacts] = useState<Partial<Record<FactKind, string>>>({});
  const optional = initial.parts.filter((part) => part.isOptional);
  const [optionalParts, setOptionalParts] = useState(optional.map(({ offeringCode }) => offeringCode));
  const [note, setNote] = useState("");
  const [agentId, setAgentId] = useState(agent);
  /** The domain as it stood when its field was left. */
  const [domain, setDomain] = useState("");
  const consent = useConsent(quote.contract);
  const { problems, show, clear } = useProblems("order");
  const { key, renew, renewAfter } = useOnceKey(`order:${initial.quoted?.offerId ?? initial.offeringCode}`);
  const submit = useMutation(trpc.order.submit.mutationOptions());
  const problem = problemOf(submit.error);
  const { seatsMin, seatsMax, seatStep } = initial.seatRule;

  function check(): Record<string, string> {
    const found: Record<string, string> = {};
    if (seatsWrong) found.seats = seatsWrong;
    for (const kind of quote.neededFacts) {
      const wrong = factProblem(kind, facts[kind] ?? "");
      if (wrong) found[`facts.${kind}`] = wrong;
    }
    if (!consent.isAccepted) found.acceptTerms = "acceptTerms";
    return found;
  }

  async function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const found = check();
    if (show(found) || !isFresh) return;
    try {
      const made = await submit.mutateAsync({
        key, offeringCode: quote.offeringCode, seats, ...(couponId ? { couponId } : {}), ...(trialThen ? { trialThen } : {}), ...(quote.quoted ? { quoteOfferId: quote.quoted.offerId } : {}), ...(optional.length > 0 ? { optionalParts } : {}), facts, note, agentId, acceptTerms: true,
        quotedFirstBillFen: quote.firstBillFen, quotedMonthlyFen: quote.monthlyFen, contractVersion: quote.contract.version,
      });
      renew();
      router.push(`${base}/orders/${made.orderId}`);
    } catch (error) {
      const refused = problemOf(error);
      if (refused?.fields) show(refused.fields);
      // Another input under the same key would be refused, and a changed price needs a fresh look: a new attempt is a new order.
      renewAfter(error);
      if (refused?.code === "PRICE_CHANGED" || refused?.fields?.acceptTerms) void refetch();
    }
  }

  const errorOf = (name: string) => fieldProblem(problems[name]);
  return (
    <form method="post" onSubmit={send} noValidate className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(19rem,24rem)] lg:grid-rows-[auto_1fr]">
      <Stack gap="lg">
        {quote.quoted && <QuotedNote quoted={quote.quoted} firstYearFen={quote.firstYearFen} base={base} />}
        <Card>
          <FormSection title={say("数量与开通信息")}>
            <TextField
              id="order-seats" label={say("数量（{seatName}）", { seatName: say.named(quote.seatName) })} inputMode="numeric" value={seatsTyped} isRequired
              onChange={(event) => { setSeatsTyped(event.target.value); clear("seats"); }}
              hint={say("{seatsMin} 起订，每次增加 {seatStep}，最多 {seatsMax}", { seatsMin, seatStep, seatsMax })}
              error={seatsTyped !== "" && seatsWrong ? say.word(fieldWords[seatsWrong]) : (errorOf("seats") ?? fieldProblem(refused.seats))}
            />
            {initial.parts.length > 0 && <BundleChoice parts={initial.parts} chosen={optionalParts} onChange={setOptionalParts} />}
            {quote.neededFacts.map((kind) => (
              <Fragment key={kind}>
                <TextField id={`order-facts.${kind}`} label={say.word(factWords[kind].label)} hint={say.word(factWords[kind].hint)} value={facts[kind] ?? ""} isRequired onChange={(event) => setFacts({ ...facts, [kind]: event.target.value })} onBlur={(event) => { if (kind === "mailDomain") setDomain(event.target.value); }} error={errorOf(`facts.${kind}`)} />
                {kind === "mailDomain" && <DomainNote domain={domain} />}
              </Fragment>
            ))}
            {initial.trialDays > 0 && (
              <RadioCards
                id="order-trialThen" legend={say("怎样开始")} name="trialThen" value={trialThen ?? "none"} error={errorOf("trialThen") ?? fieldProblem(refused.trialThen)}
                onChange={(event) => setTrialThen(event.target.value === "none" ? null : (event.target.value as "paid" | "end"))}
                options={[
                  { value: "none", title: say("直接购买") },
                  { value: "paid", title: say("先试用 {trialDays} 天，到期转为付费", { trialDays: initial.trialDays }), text: say("试用期间不收费，到期前 7 天和 1 天邮件提醒，随时可改") },
                  { value: "end", title: say("只试用 {trialDays} 天，到期结束", { trialDays: initial.trialDays }), text: say("到期自动停用，不产生费用，随时可改") },
                ]}
              />
            )}
            {!quote.quoted && <p className="text-sm text-ink-soft">{say("数量多或有特殊需求？")}<TextLink href={`${base}/quotes/new?offering=${initial.offeringCode}&seats=${seatsWrong ? initial.seats : seats}`}>{say("先询价")}</TextLink></p>}
            {(quote.coupons.length > 0 || couponId) && (
              <SelectField id="order-couponId" label={say("优惠券（{coupons} 张可用）", { coupons: quote.coupons.length })} value={couponId ?? ""} onChange={(event) => { setCouponId(event.target.value || null); clear("couponId"); }} error={errorOf("couponId") ?? fieldProblem(refused.couponId)}>
                <option value="">{say("不使用")}</option>
                {quote.coupons.map((coupon) => <option key={coupon.couponId} value={coupon.couponId}>{coupon.name} · {coupon.words}</option>)}
                {couponId && !quote.coupons.some((coupon) => coupon.couponId === couponId) && <option value={couponId}>{say("所选优惠券")}</option>}
              </SelectField>
            )}
            <TextField id="order-agentId" label={say("代理商编号（可不填）")} hint={say("由代理商介绍办理时填写")} maxLength={20} value={agentId} onChange={(event) => setAgentId(event.target.value)} error={errorOf("agentId")} />
            <TextareaField id="order-note" label={say("备注（可不填）")} rows={3} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} error={errorOf("note")} />
          </FormSection>
        </Card>
        <CapNote caps={quote.caps} />
        <ChannelNote decision={quote.decision} reasons={quote.reasons} papers={quote.papers} />
      </Stack>
      {/* Before the button in the order of reading, and so above it on a phone. */}
      <PriceSummary quote={quote} base={base} isStale={!isFresh} />
      <Card>
        <ContractConsent id="order-acceptTerms" lead={say("我已阅读并同意")} contract={quote.contract} consent={consent} error={errorOf("acceptTerms")} />
        <div className="mt-4 flex flex-col gap-3">
          <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
          <FormActions>
            <Button type="submit" size="lg" isBusy={submit.isPending || !key || !isFresh}>
              {quote.decision === "counter" ? say("生成受理码") : say("提交订单")}
            </Button>
            {!quote.quoted && <ButtonLink variant="secondary" size="lg" href={`${base}/cart/new?offering=${initial.offeringCode}&seats=${seatsWrong ? initial.seats : seats}`} onClick={() => carry({ offeringCode: initial.offeringCode, seatsTyped, facts, optionalParts, note })}>{say("加入采购车")}</ButtonLink>}
          </FormActions>
        </div>
      </Card>
    </form>
  );
}
