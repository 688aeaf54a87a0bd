"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import type { BreakView } from "@/server/changes/change.schema";
import { formatDifference, formatFen } from "@/server/kernel/money";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { CapNote } from "../caps/cap-note";
import { ChannelNote } from "../ordering/channel-note";
import { ContractConsent, useConsent } from "../ordering/contract-consent";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Money } from "../patterns/money";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { Checkbox } from "../ui/choice";
import { DescriptionList } from "../ui/description-list";
import { FieldError } from "../ui/field";

/** CH12: which parts of a bundle go on, what each costs alone, and what they come to beside the bundle. */
export function BreakForm({ base, initial }: { base: string; initial: BreakView }) {
  const say = useSay();
  const router = useRouter();
  const trpc = useTRPC();
  const [keep, setKeep] = useState<readonly string[]>(initial.keep);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const isInitial = keep.join() === initial.keep.join();
  const query = useQuery(trpc.change.quoteBreak.queryOptions({ productId: initial.productId, keep: [...keep] }, { ...(isInitial ? { initialData: initial, initialDataUpdatedAt: 0 } : {}), placeholderData: (previous) => previous, staleTime: 15_000 }));
  const view = query.data ?? initial;
  const consent = useConsent(view.contract);
  const isFresh = view.keep.join() === keep.join() && !query.isPlaceholderData;
  const { key, renew, renewAfter } = useOnceKey(`break:${initial.productId}`);
  const submit = useMutation(trpc.change.submitBreak.mutationOptions());
  const problem = problemOf(submit.error) ?? problemOf(query.error);

  function toggle(id: string, isKept: boolean) {
    // In the order of the list, so that the same choice is the same question.
    setKeep(initial.parts.map((part) => part.id).filter((one) => (one === id ? isKept : keep.includes(one))));
    setErrors(({ keep: _gone, ...rest }) => rest);
  }

  async function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const found: Record<string, string> = { ...(keep.length === 0 ? { keep: "keepOne" } : {}), ...(consent.isAccepted ? {} : { acceptTerms: "acceptTerms" }) };
    setErrors(found);
    const first = Object.keys(found)[0];
    if (first) return document.getElementById(first === "keep" ? `break-${initial.parts[0]?.id ?? ""}` : "break-acceptTerms")?.focus();
    if (!isFresh) return;
    try {
      const made = await submit.mutateAsync({ key, productId: view.productId, keep: [...keep], previewHash: view.hash, contractVersion: view.contract.version, acceptTerms: true });
      renew();
      router.push(`${base}/orders/${made.orderId}`);
    } catch (error) {
      const refused = problemOf(error);
      if (refused?.fields) setErrors(refused.fields);
      renewAfter(error);
      void query.refetch();
    }
  }

  const words = view.decision === "counter" ? say("生成受理码") : view.decision === "portalReview" ? say("提交审核") : say("确认拆分");
  return (
    <form method="post" onSubmit={send} noValidate className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(20rem,26rem)]">
      <Stack gap="lg">
        <Card>
          <fieldset className="flex min-w-0 flex-col gap-3">
            <legend className="mb-2 text-lg font-semibold">{say("保留哪些")}</legend>
            {view.parts.map((part) => (
              <Checkbox
                key={part.id} id={`break-${part.id}`} checked={keep.includes(part.id)} disabled={part.aloneFen === null} onChange={(event) => toggle(part.id, event.target.checked)}
                label={`${say.named(part.name)} · ${say.counted(part.seats, part.seatName)}`} hint={part.aloneFen === null ? say("本省不单独出售，拆分后停用") : say("单独每月 {alone}{value}", { alone: formatFen(part.aloneFen), value: keep.includes(part.id) ? say("，继续使用，帐号和数据不变") : say("，不保留：到期停用，请先导出资料") })}
              />
            ))}
            {errors.keep && <FieldError id="break-keep-error">{fieldProblem(errors.keep)}</FieldError>}
          </fieldset>
        </Card>
        <CapNote caps={view.caps} />
        <ChannelNote decision={view.decision} reasons={view.reasons} papers={view.papers} />
      </Stack>
      <Stack>
        <section aria-label={say("拆分预览")} aria-busy={!isFresh} aria-live="polite" className={isFresh ? "" : "opacity-60"}>
          <Card tone="raised">
            <CardHeader title={say("拆分预览")} text={say("{effectiveOn}零点生效，{cutOffAt} 之前可以撤销；当期照旧。", { effectiveOn: say.day(view.effectiveOn), cutOffAt: say.instant(view.cutOffAt) })} />
            <DescriptionList
              items={[
                { term: say("现在每期（套餐）"), value: <Money fen={view.bundleFen} /> },
                ...view.parts.filter((part) => keep.includes(part.id)).map((part) => ({ term: say.named(part.name), value: <Money fen={part.aloneFen ?? 0n} /> })),
                { term: say("拆分后每期"), value: <Money fen={view.newFen} size="lg" /> },
                { term: say("差额"), value: formatDifference(view.newFen - view.bundleFen) },
              ]}
            />
          </Card>
        </section>
        <Card>
          <ContractConsent id="break-acceptTerms" lead={say("我已核对预览，并同意")} contract={view.contract} consent={consent} error={fieldProblem(errors.acceptTerms)} />
          <div className="mt-4 flex flex-col gap-3">
            <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
            <FormActions><Button type="submit" size="lg" disabled={view.decision === "refuse"} isBusy={submit.isPending || !key || !isFresh}>{words}</Button></FormActions>
          </div>
        </Card>
      </Stack>
    </form>
  );
}
