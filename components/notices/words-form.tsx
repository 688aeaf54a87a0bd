"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import { kept, readable } from "@/server/notifications/name-words.rules";
import { type Language, type Values, fill, unknownIn } from "@/server/notifications/template.rules";
import type { TemplateKind } from "@/server/notifications/templates.rules";
import { SaveWords, type WordsView } from "@/server/notifications/words-desk.schema";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, CardHeader, Grid, Stack } from "../ui/card";
import { TextField, TextareaField } from "../ui/text-field";

type Place = { kind: TemplateKind; provinceId: string; language: Language };

const typedOf = ({ subject, body }: { subject: string; body: string }) => ({ subject: readable(subject), body: readable(body) });

/** NT5: a province's words of a kind, its names in Chinese, with how the newest real message would read in them. */
export function WordsForm({ place, view: { standard, own, before, names, sample }, mayEdit }: { place: Place; view: WordsView; mayEdit: boolean }) {
  const { refresh } = useRouter();
  const trpc = useTRPC();
  const [typed, setTyped] = useState(typedOf(own ?? standard));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const save = useMutation(trpc.messageWords.save.mutationOptions({ onSuccess: refresh }));
  const reset = useMutation(trpc.messageWords.reset.mutationOptions({ onSuccess: () => { setTyped(typedOf(standard)); refresh(); } }));
  const problem = problemOf(save.error ?? reset.error);
  const fields = { ...problem?.fields, ...errors };
  const bind = (name: "subject" | "body") => ({ id: `words-${name}`, value: typed[name], error: fieldProblem(fields[name]), onChange: (event: { target: { value: string } }) => { setTyped({ ...typed, [name]: event.target.value }); setErrors({}); save.reset(); } });
  const shown = (words: string) => (sample ? fill(kept(words), sample.values as Values, place.language) : words);
  function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const input = { ...place, subject: kept(typed.subject), body: kept(typed.body), seenId: own?.id ?? null };
    const checked = SaveWords.safeParse(input);
    const found = Object.fromEntries([...(checked.error?.issues ?? []).map((issue) => [String(issue.path[0]), issue.message] as const), ...(["subject", "body"] as const).filter((name) => unknownIn(input[name], names) !== null).map((name) => [name, "wordsUnknownName"] as const)]);
    setErrors(found);
    const first = (["subject", "body"] as const).find((name) => found[name]);
    if (first) return document.getElementById(`words-${first}`)?.focus();
    save.mutate(input);
  }
  return (
    <Grid columns={2}>
      <Card as="section" labelledBy="words">
        <CardHeader id="words" title="文字" text={own ? `本省的文字，${own.changedBy}于 ${formatInstant(own.changedAt)} 更改` : "现在用的是默认文字"} />
        <form method="post" onSubmit={send} noValidate>
          <Stack>
            <TextField {...bind("subject")} label="标题" autoComplete="off" isRequired readOnly={!mayEdit} />
            <TextareaField {...bind("body")} label="正文" rows={8} isRequired readOnly={!mayEdit} />
            <p className="text-sm text-ink-soft">可用的变量：{names.map((name) => readable(`{${name}}`)).join("、") || "没有"}。{`${standard.subject}${standard.body}`.includes("{/") && "{?变量} 和 {/变量} 之间的文字只在符合时出现，{!变量} 的在不符合时出现。"}称呼、按钮和页脚由系统加上。</p>
            <div role="status" className="empty:hidden">{save.isSuccess && <Alert tone="success" title="已保存，从下一条消息起使用" />}</div>
            <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
            {mayEdit && (
              <FormActions>
                <Button type="submit" isBusy={save.isPending}>保存</Button>
                {own && <Button variant="secondary" isBusy={reset.isPending} onClick={() => reset.mutate({ ...place, seenId: own.id })}>恢复默认文字</Button>}
                {before && <Button variant="ghost" onClick={() => setTyped(typedOf(before))}>取回上一版</Button>}
              </FormActions>
            )}
          </Stack>
        </form>
      </Card>
      <Card as="section" labelledBy="words-preview">
        <CardHeader id="words-preview" title="预览" text={sample ? `用 ${formatInstant(sample.at)} 的一条真实消息的数据` : "还没有发过这一类消息，变量照原样显示"} />
        <p className="font-semibold break-words">{shown(typed.subject)}</p>
        <p className="mt-2 break-words whitespace-pre-line text-ink-soft">{shown(typed.body)}</p>
      </Card>
    </Grid>
  );
}
