"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Controller } from "react-hook-form";
import { industries, mayMend, neededPapers, staffBands } from "@/server/accounts/opening.rules";
import { type OpeningView, SaveCompany } from "@/server/accounts/opening.schema";
import { useSay } from "#say";
import { useTRPC } from "../layout/trpc-provider";
import { formField } from "../patterns/form-field";
import { FormActions, FormProblem, FormSection } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, Stack } from "../ui/card";
import { RadioCards } from "../ui/choice";
import { SelectField, TextField } from "../ui/text-field";
import { JoinForm } from "./join-form";
import { KeepNote } from "./keep-note";
import { PaperUpload } from "./paper-upload";
import { formWords, wordsOfProblem } from "./problem-words";
import { useKeeper, useOpening } from "./use-opening";
import { saveOr, useKeptFields, useSchemaForm } from "./use-step-form";
import { industryLabels, staffBandLabels } from "./words";

const kept = ["companyName", "creditCode", "industry", "staffBand", "address"] as const;
const paperTexts = {
  licence: { label: "营业执照", hint: "PDF、PNG 或 JPG，5 MB 以内；有多页可以分几次上传" },
  contactIdentity: { label: "经办人身份证件", hint: "人像面和国徽面都要" },
  agentLetter: { label: "法定代表人授权书", hint: "加盖公章，写明授权经办人办理开户" },
  other: { label: "其他材料（可不传）", hint: "例如地址证明" },
} as const;

/** Step 1: the company and its papers. */
export function StepCompany({ base, initial }: { base: string; initial: OpeningView }) {
  const say = useSay();
  const router = useRouter();
  const { opening, put, latest, reload } = useOpening(initial);
  const { keep, settle, state } = useKeeper({ latest, put });
  const [isPaperAsked, setIsPaperAsked] = useState(false);
  const save = useMutation(useTRPC().opening.saveCompany.mutationOptions());
  const { companyName, creditCode, industry, staffBand, address, isLegalRepresentative, version } = opening;
  const form = useSchemaForm(SaveCompany, { version, companyName, creditCode, address, isLegalRepresentative, industry: industry as never, staffBand: staffBand as never });
  useKeptFields(form, kept, keep);

  const isLegal = form.watch("isLegalRepresentative");
  const locked = (field: Parameters<typeof mayMend>[1]) => !mayMend(opening, field);
  const missing = neededPapers(isLegal).filter((kind) => !opening.papers.some((paper) => paper.kind === kind));

  const submit = form.handleSubmit(async (values) => {
    setIsPaperAsked(true);
    await settle();
    let isKnown = false;
    const isSaved = await saveOr(form, async () => {
      const view = await save.mutateAsync({ ...values, version: latest().version });
      put(view);
      isKnown = view.isKnownCompany;
    });
    // The form to join appears above; the reader's place moves to it.
    if (isKnown) setTimeout(() => document.getElementById("field-name")?.focus(), 0);
    if (!isSaved || isKnown) return;
    const first = missing[0];
    if (first) return document.getElementById(`paper-${first}`)?.focus();
    router.push(`${base}/register?step=2`);
  }, () => setIsPaperAsked(true));

  const field = (name: (typeof kept)[number]) => ({ ...formField(form, name, formWords), isRequired: true });
  return (
    <Stack gap="lg">
      {opening.isKnownCompany && <JoinForm initial={opening} />}
      <form method="post" onSubmit={submit} noValidate>
        <Card>
          <Stack gap="lg">
            <FormSection title={say("企业信息")} text={say("与营业执照保持一致，审核会更快。")} columns={2}>
              <TextField {...field("companyName")} label={say("企业名称")} hint={say("营业执照上的全称")} autoComplete="organization" readOnly={locked("companyName")} />
              <TextField {...field("creditCode")} label={say("统一社会信用代码")} hint={say("18 位，在营业执照右上角")} autoCapitalize="characters" autoComplete="off" spellCheck={false} maxLength={18} readOnly={locked("creditCode")} />
              <SelectField {...field("industry")} label={say("行业")}>
                {!locked("industry") && <option value="">{say("请选择")}</option>}
                {industries.filter((code) => !locked("industry") || code === opening.industry).map((code) => <option key={code} value={code}>{say.word(industryLabels[code])}</option>)}
              </SelectField>
              <SelectField {...field("staffBand")} label={say("员工人数")}>
                {!locked("staffBand") && <option value="">{say("请选择")}</option>}
                {staffBands.filter((code) => !locked("staffBand") || code === opening.staffBand).map((code) => <option key={code} value={code}>{say.word(staffBandLabels[code])}</option>)}
              </SelectField>
              <TextField {...field("address")} label={say("经营地址")} hint={say("写到门牌号")} autoComplete="street-address" readOnly={locked("address")} />
            </FormSection>
            <FormSection title={say("证明材料")} text={say("材料加密保存，只有办理审核的工作人员能看到。")}>
              <Controller
                control={form.control} name="isLegalRepresentative"
                render={({ field: choice }) => (
                  <RadioCards
                    legend={say("经办人是法定代表人吗？")} columns={2} name={choice.name} value={choice.value ? "yes" : "no"} disabled={locked("isLegalRepresentative")}
                    onChange={(event) => { const isYes = event.target.value === "yes"; choice.onChange(isYes); keep({ isLegalRepresentative: isYes }); }}
                    options={[{ value: "yes", title: say("是法定代表人"), text: say("不用授权书") }, { value: "no", title: say("受托办理"), text: say("需要法定代表人的授权书") }]}
                  />
                )}
              />
              {[...neededPapers(isLegal), "other" as const].map((kind) => (
                <PaperUpload key={kind} id={`paper-${kind}`} kind={kind} label={say.word(paperTexts[kind].label)} hint={say.word(paperTexts[kind].hint)} papers={opening.papers} isLocked={locked("licence")} onChange={reload} error={isPaperAsked && kind !== "other" ? say.word(formWords[`paperMissing.${kind}`]) : undefined} />
              ))}
            </FormSection>
            <FormProblem>{wordsOfProblem(save.error)}</FormProblem>
            <FormActions>
              <Button type="submit" size="lg" isBusy={save.isPending}>{say("保存，下一步")}</Button>
              <KeepNote state={state} />
            </FormActions>
          </Stack>
        </Card>
      </form>
    </Stack>
  );
}
