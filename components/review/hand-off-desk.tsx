"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { channelWords, fieldWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import { provinceName } from "@/server/platforms/province.rules";
import { staffChannels } from "@/server/review/counter.schema";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { SelectField, TextField } from "../ui/text-field";

/** OR5: looks a code up, compares, and opens the filled form once. */
export function HandOffDesk() {
  const router = useRouter();
  const trpc = useTRPC();
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState("");
  const [channel, setChannel] = useState<(typeof staffChannels)[number]>("counter");
  const { key, renew } = useOnceKey(`handOff:${asked}`);
  const preview = useQuery(trpc.review.previewHandOff.queryOptions({ code: asked }, { enabled: asked.length >= 10, retry: false }));
  const open = useMutation(trpc.review.openHandOff.mutationOptions({ onSuccess: ({ taskId }) => { renew(); router.push(taskId ? `/review/${taskId}` : "/queue"); } }));
  const lookUp = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    open.reset();
    setAsked(typed.trim());
  };
  const refused = problemOf(preview.error ?? open.error);
  const codeError = refused?.fields?.code ? fieldWords[refused.fields.code] : asked !== "" && asked.length < 10 ? fieldWords.handOffCodeWrong : undefined;
  const form = preview.data;
  return (
    <Stack>
      <Card>
        <form method="post" onSubmit={lookUp} noValidate className="flex max-w-md flex-col gap-3">
          <TextField label="受理码" value={typed} onChange={(event) => setTyped(event.target.value)} maxLength={16} autoCapitalize="characters" spellCheck={false} hint="10 位，不区分大小写，空格可有可无" error={codeError} />
          <div>
            <Button type="submit" isBusy={preview.isFetching}>查询</Button>
          </div>
          <FormProblem>{refused && !refused.fields ? refused.words : null}</FormProblem>
        </form>
      </Card>
      {form && (
        <Card>
          <CardHeader title={form.title} />
          <Stack>
            {form.isOpened && <Alert tone="warning" title="这个受理码已经用过" />}
            {form.isExpired && <Alert tone="danger" title="受理码已过 15 天有效期，请客户重新提交" />}
            <DescriptionList
              layout="grid"
              items={[
                { term: "企业", value: form.companyName },
                { term: "省份", value: provinceName(form.provinceId) },
                { term: "类型", value: form.kind === "order" ? "订购" : "开户" },
                { term: "有效期至", value: formatInstant(form.expiresAt) },
              ]}
            />
            <div>
              <p className="font-medium">请核对：</p>
              <ul className="list-disc ps-5">
                {form.papers.map((paper) => (
                  <li key={paper}>{paper}</li>
                ))}
              </ul>
            </div>
            {!form.isOpened && !form.isExpired && (
              <div className="flex flex-col items-start gap-3">
                <SelectField label="客户从哪里办理" value={channel} onChange={(event) => setChannel(event.target.value as (typeof staffChannels)[number])}>
                  {staffChannels.map((name) => <option key={name} value={name}>{channelWords[name]}</option>)}
                </SelectField>
                <Button isBusy={open.isPending || !key} onClick={() => open.mutate({ code: asked, key, channel })}>证件齐全，受理</Button>
              </div>
            )}
          </Stack>
        </Card>
      )}
    </Stack>
  );
}
