"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { payTypeWords } from "@/messages/zh-CN";
import { stepOfField } from "@/server/accounts/opening.rules";
import type { OpeningView } from "@/server/accounts/opening.schema";
import { consentPurposes } from "@/server/privacy/consent.rules";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { PolicyLinks } from "../privacy/policy-links";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { Checkbox } from "../ui/choice";
import { DescriptionList } from "../ui/description-list";
import { ButtonLink, TextLink } from "../ui/link";
import { OpeningTerms } from "./opening-terms";
import { formWords, wordsOfProblem } from "./problem-words";
import { useOpening } from "./use-opening";
import { industryLabels, labelOf, openingFieldLabels, staffBandLabels } from "./words";

function sectionsOf(say: Say, opening: OpeningView) {
  const { companyName, creditCode, industry, staffBand, address, isLegalRepresentative, papers, contactName, contactPhone, email, accountName, payType, paymentAccountNumber, paymentHolderName, binding } = opening;
  const label = openingFieldLabels;
  return [
    { step: 1, title: say("企业信息"), items: [
      { term: label.companyName, value: companyName }, { term: label.creditCode, value: creditCode }, { term: label.industry, value: say.word(labelOf(industryLabels, industry)) },
      { term: label.staffBand, value: say.word(labelOf(staffBandLabels, staffBand)) }, { term: label.address, value: address },
      { term: label.isLegalRepresentative, value: isLegalRepresentative ? say("法定代表人") : say("受托办理") }, { term: label.licence, value: papers.length > 0 ? say.list(papers.map((paper) => paper.fileName)) : say("未上传") },
    ] },
    { step: 2, title: say("联系方式"), items: [{ term: label.contactName, value: contactName }, { term: label.contactPhone, value: contactPhone }, { term: label.email, value: email }] },
    { step: 3, title: say("帐号与付费"), items: [
      { term: label.accountName, value: accountName ?? "" }, { term: label.payType, value: payType ? say.word(payTypeWords[payType]) : "" },
      ...(payType === "postpaid" ? [{ term: label.paymentAccountNumber, value: paymentAccountNumber }, { term: label.paymentHolderName, value: paymentHolderName }, { term: say("核对结果"), value: binding === "confirmed" ? say("已核对一致") : say("未核对，提交后请到营业厅核对") }] : []),
    ] },
  ];
}

/** Step 4: everything once more, what is still missing, the agreement, and one button. */
export function StepOverview({ base, initial }: { base: string; initial: OpeningView }) {
  const say = useSay();
  const router = useRouter();
  const { opening, latest, reload } = useOpening(initial);
  const [accepts, setAccepts] = useState(false);
  const [agrees, setAgrees] = useState(false);
  const [offers, setOffers] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  const { key, renew, renewAfter } = useOnceKey(`opening:${opening.version}`);
  const send = useMutation(useTRPC().opening.submit.mutationOptions());
  const { policies } = opening;
  const policyProblem = problemOf(send.error)?.fields?.policies ?? (isAsked && !agrees ? "acceptPolicies" : undefined);
  const problems = Object.entries({ ...opening.problems, ...(problemOf(send.error)?.fields ?? {}) }).filter(([field]) => field in openingFieldLabels) as [keyof typeof openingFieldLabels, string][];

  async function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    setIsAsked(true);
    if (!accepts) return document.getElementById("opening-terms")?.focus();
    if (!agrees && policies.length > 0) return document.getElementById("opening-policies")?.focus();
    try {
      await send.mutateAsync({ key, version: latest().version, acceptTerms: true, policies: policies.map(({ kind, version }) => ({ kind, version })), offers });
      renew();
      router.push(`${base}/register`);
      router.refresh();
    } catch (error) {
      const code = problemOf(error)?.code;
      renewAfter(error);
      if (code === "CHANGED_MEANWHILE" || code === "FIELDS_REFUSED") await reload();
      document.getElementById("opening-missing")?.focus();
    }
  }

  return (
    <form method="post" onSubmit={submit} noValidate>
      <Stack gap="lg">
        {problems.length > 0 && (
          <div id="opening-missing" tabIndex={-1}>
            <Alert tone="warning" role={isAsked ? "alert" : "note"} title={say("提交前还差这些")}>
              <ul className="flex list-disc flex-col gap-1 ps-5">
                {problems.map(([field, code]) => (
                  <li key={field}>
                    <TextLink href={`${base}/register?step=${stepOfField(field)}`}>{say.word(openingFieldLabels[field])}</TextLink>{say("：")}{say.word(formWords[code] ?? say("请检查"))}
                  </li>
                ))}
              </ul>
            </Alert>
          </div>
        )}
        {sectionsOf(say, opening).map(({ step, title, items }) => (
          <Card key={step} as="section" labelledBy={`overview-${step}`}>
            <CardHeader id={`overview-${step}`} title={title} actions={<ButtonLink size="sm" variant="secondary" href={`${base}/register?step=${step}`} aria-label={say("修改{title}", { title })}>{say("修改")}</ButtonLink>} />
            <DescriptionList items={items.map(({ term, value }) => ({ term, value: value || say("未填写") }))} />
          </Card>
        ))}
        <Card>
          <Stack>
            <div>
              <Checkbox id="opening-terms" label={say("我已阅读并同意《企业帐户开户协议》")} checked={accepts} onChange={(event) => setAccepts(event.target.checked)} error={isAsked && !accepts ? formWords.acceptTerms : undefined} />
              <OpeningTerms />
            </div>
            {policies.length > 0 && <Checkbox id="opening-policies" label={<>{say("我已阅读并同意")}<PolicyLinks base={base} policies={policies} /></>} checked={agrees} onChange={(event) => setAgrees(event.target.checked)} error={policyProblem && say.word(formWords[policyProblem])} />}
            <Checkbox id="opening-offers" label={say("愿意收到{offersWord}（可不选）", { offersWord: consentPurposes.offers.word })} hint={say("不选不影响开户和使用；以后可以随时在“同意与授权”里打开或撤回。")} checked={offers} onChange={(event) => setOffers(event.target.checked)} />
            <FormProblem>{wordsOfProblem(send.error)}</FormProblem>
            <FormActions>
              <Button type="submit" size="lg" isBusy={send.isPending || !key}>{opening.state === "returned" ? say("重新提交") : say("提交开户申请")}</Button>
              <ButtonLink href={`${base}/register?step=3`} variant="ghost">{say("上一步")}</ButtonLink>
            </FormActions>
          </Stack>
        </Card>
      </Stack>
    </form>
  );
}
