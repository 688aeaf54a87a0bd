"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { type Feature, featureNames, features } from "@/server/platforms/switch.rules";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { SelectField, TextField, TextareaField } from "../ui/text-field";

/** SY7: turns something off, or on, in a province until a day. */
export function SetSwitchForm({ provinces, today }: { provinces: readonly { id: string; name: string }[]; today: string }) {
  const { refresh } = useRouter();
  const [feature, setFeature] = useState<Feature>("trial");
  const { key, renew, renewAfter } = useOnceKey("featureSwitch.set");
  const set = useMutation(useTRPC().featureSwitch.set.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: renewAfter }));
  const problem = problemOf(set.error);
  const errorOf = (name: string) => fieldProblem(problem?.fields?.[name]);
  function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: string) => String(given.get(name) ?? "");
    set.mutate({ key, provinceId: text("provinceId"), feature, isOn: text("isOn") === "on", reason: text("reason"), endsOn: text("endsOn") });
  }
  return (
    <Card as="section" labelledBy="set-switch">
      <CardHeader id="set-switch" title="暂时关闭或开启" text="您是这个开关的负责人；长期的改变请用受理规则。" />
      <form method="post" onSubmit={send} noValidate className="flex flex-col gap-3">
        <div className="grid items-start gap-3 md:grid-cols-2">
          <SelectField name="feature" label="功能" value={feature} hint={features[feature].what} onChange={(event) => setFeature(event.target.value as Feature)}>{featureNames.map((name) => <option key={name} value={name}>{features[name].name}</option>)}</SelectField>
          <SelectField name="provinceId" label="省份" error={errorOf("provinceId")}>{provinces.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</SelectField>
          <SelectField name="isOn" label="改为"><option value="off">关闭</option><option value="on">开启</option></SelectField>
          <TextField name="endsOn" type="date" label="最后一天" min={today} error={errorOf("endsOn")} isRequired />
        </div>
        <TextareaField name="reason" label="原因" rows={2} error={errorOf("reason")} isRequired />
        <div role="status">{set.isSuccess && <Alert tone="success" title="已设置，从下一次操作起生效" />}</div>
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        <FormActions><Button type="submit" isBusy={set.isPending || !key}>设置</Button></FormActions>
      </form>
    </Card>
  );
}
