"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { SyntheticEvent } from "react";
import { fieldProblem, fieldWords } from "@/messages/zh-CN";
import type { ChangeView } from "@/server/changes/change.schema";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { CapNote } from "../caps/cap-note";
import { ChannelNote } from "../ordering/channel-note";
import { ContractConsent, useConsent } from "../ordering/contract-consent";
import { FormActions, FormProblem, FormSection } from "../patterns/form-layout";
import { useProblems } from "../patterns/use-problems";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, Stack } from "../ui/card";
import { RadioCards } from "../ui/choice";
import { TextField } from "../ui/text-field";
import { ChangePreview } from "./change-preview";
import { useChange } from "./use-change";
import { WaitingChange } from "./waiting-change";

type Preview = NonNullable<ChangeView["preview"]>;
const sendWords = (say: Say, { decision, kind }: Preview) => (decision === "counter" ? say("生成受理码") : decision === "portalReview" ? say("提交审核") : kind === "seatsUp" ? say("确认，立即增加") : say("确认，安排变更"));

/** Other seats or another plan; the preview beside it is the server's, and what is sent is exactly what was seen. */
export function ChangeForm({ base, initial }: { base: string; initial: ChangeView }) {
  const say = useSay();
  const router = useRouter();
  const trpc = useTRPC();
  const { view, plan, offeringCode, setOfferingCode, seatsTyped, setSeatsTyped, seats, seatsWrong, isFresh, problem: quoteProblem, refetch } = useChange(initial);
  const consent = useConsent(view.contract);
  const { problems, show, clear } = useProblems("change");
  const { key, renew, renewAfter } = useOnceKey(`change:${initial.productId}`);
  const submit = useMutation(trpc.change.submit.mutationOptions());
  const problem = problemOf(submit.error);
  const { preview } = view;
  const isBlocked = view.waiting?.state === "executing";

  async function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const found: Record<string, string> = { ...(seatsWrong ? { seats: seatsWrong } : preview || !isFresh ? {} : { seats: "nothingChanges" }), ...(consent.isAccepted ? {} : { acceptTerms: "acceptTerms" }) };
    if (show(found) || !isFresh || !preview) return;
    try {
      const made = await submit.mutateAsync({ key, productId: view.productId, offeringCode, seats, previewHash: preview.hash, contractVersion: view.contract.version, acceptTerms: true });
      renew();
      router.push(`${base}/orders/${made.orderId}`);
    } catch (error) {
      const refused = problemOf(error);
      if (refused?.fields) show(refused.fields);
      renewAfter(error);
      void refetch();
    }
  }

  const errorOf = (name: string) => fieldProblem(problems[name] ?? quoteProblem?.fields?.[name]);
  return (
    <form method="post" onSubmit={send} noValidate className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(22rem,30rem)]">
      <Stack gap="lg">
        {view.waiting && <WaitingChange change={view.waiting} base={base} />}
        {view.waiting && view.waiting.state !== "executing" && <Alert tone="warning" title={say("再提交一次，会取代已有的变更")} />}
        <Card>
          <FormSection title={say("改成什么")}>
            {view.plans.length > 1 && (
              <RadioCards
                id="change-offeringCode" legend={say("套餐")} name="offeringCode" value={offeringCode} error={errorOf("offeringCode")}
                onChange={(event) => { setOfferingCode(event.target.value); show({}); }}
                options={view.plans.map(({ code, name, summary }) => ({ value: code, title: name, text: summary, aside: code === view.current.offeringCode ? say("现在的套餐") : undefined }))}
              />
            )}
            <TextField
              id="change-seats" label={say("数量（{seatName}）", { seatName: plan?.seatName ?? view.current.seatName })} inputMode="numeric" value={seatsTyped} isRequired
              onChange={(event) => { setSeatsTyped(event.target.value); clear("seats"); }}
              hint={plan ? say("现在 {seats}；{seatsMin} 起，每次增减 {seatStep}，最多 {seatsMax}", { seats: view.current.seats, seatsMin: plan.seatsMin, seatStep: plan.seatStep, seatsMax: plan.seatsMax }) : say("这个套餐已停止销售，不能再调整数量；可以换成在售的套餐")}
              error={seatsTyped !== "" && seatsWrong ? say.word(fieldWords[seatsWrong]) : errorOf("seats")}
            />
            <p className="text-sm text-ink-soft">{say("增加数量当天生效，按剩余天数补收；减少数量和更换套餐在期末生效，当期照旧。")}</p>
          </FormSection>
        </Card>
        {preview && <CapNote caps={preview.caps} />}
        {preview && <ChannelNote decision={preview.decision} reasons={preview.reasons} papers={preview.papers} />}
      </Stack>
      <Stack>
        {/* Before the button in the order of reading, and so above it on a phone. */}
        <ChangePreview view={view} base={base} isStale={!isFresh && !seatsWrong} />
        <Card>
          <ContractConsent id="change-acceptTerms" lead={say("我已核对预览，并同意")} contract={view.contract} consent={consent} error={errorOf("acceptTerms")} />
          <div className="mt-4 flex flex-col gap-3">
            <FormProblem>{problem && !problem.fields ? problem.words : quoteProblem && !quoteProblem.fields ? quoteProblem.words : null}</FormProblem>
            <FormActions>
              <Button type="submit" size="lg" disabled={isBlocked || preview?.decision === "refuse"} isBusy={submit.isPending || !key || (!isFresh && !seatsWrong)}>{preview ? sendWords(say, preview) : say("请先改动套餐或数量")}</Button>
            </FormActions>
          </div>
        </Card>
      </Stack>
    </form>
  );
}
