import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { reachWords } from "@/components/news/news-table";
import { PageHeader } from "@/components/patterns/page-header";
import { StateBadge } from "@/components/patterns/state-badge";
import { ResolveProblemButton, UpdateProblemForm } from "@/components/problems/problem-forms";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Card, CardHeader, Stack } from "@/components/ui/card";
import { problemPriorityWords, problemStateWords } from "@/messages/zh-CN";
import { api, orLeave, signInPath } from "@/server/caller";
import { formatInstant } from "@/server/kernel/calendar";
import { allows } from "@/server/kernel/permissions";

export const metadata: Metadata = { title: "已知故障" };

export default async function ProblemPage({ params }: { params: Promise<{ problemId: string }> }) {
  const problemId = z.uuid().safeParse((await params).problemId).data;
  if (!problemId) notFound();
  const caller = await api();
  const [me, { row, updates }] = await orLeave(Promise.all([caller.console.me({}), caller.serviceProblem.byId({ problemId })]), await signInPath(""));
  const mayAct = allows(me.roles, "serviceProblem.manage") && row.state === "inProgress";
  return (
    <>
      <PageHeader
        above={<Breadcrumb crumbs={[{ href: "/problems", label: "已知故障" }, { label: row.title }]} />} title={row.title} badges={<StateBadge state={row.state} words={problemStateWords} />}
        text={`${problemPriorityWords[row.priority]} · ${row.products.join("、")} · ${reachWords(row.provinceIds, me.dutyPlatformId)} · ${formatInstant(row.beganAt)} 起 · 已告知 ${row.told} 家企业${row.isTelling ? "，还在告知" : ""}`}
        actions={mayAct ? <ResolveProblemButton problemId={problemId} version={row.version} /> : undefined}
      />
      <Stack>
        {mayAct && <UpdateProblemForm key={row.version} problemId={problemId} version={row.version} expectedAt={row.expectedAt} />}
        <Card as="section" labelledBy="said">
          <CardHeader id="said" title="进度记录" />
          <ol className="flex flex-col gap-3">
            {updates.map(({ at, text, byName }) => (
              <li key={at.toISOString()}>
                <p className="text-[0.875em] text-ink-faint">{formatInstant(at)} · {byName}</p>
                <p className="whitespace-pre-line">{text}</p>
              </li>
            ))}
          </ol>
        </Card>
      </Stack>
    </>
  );
}
