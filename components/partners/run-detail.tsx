import type { z } from "zod";
import { testRunWords, testStepWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import { stepWords } from "@/server/partners/pack.rules";
import type { RunView } from "@/server/partners/pack.schema";
import { PageHeader } from "../patterns/page-header";
import { StateBadge } from "../patterns/state-badge";
import { Breadcrumb } from "../ui/breadcrumb";
import { Card, Stack } from "../ui/card";

type Run = z.output<typeof RunView>;
type Step = Run["steps"][number];

/** The head of a run's page: which application, how far, how it ended. */
export function RunHeader({ run, crumbs }: { run: Run; crumbs: { label: string; href: string }[] }) {
  const done = run.steps.filter(({ state }) => state !== "waiting" && state !== "running").length;
  const times = [`${run.askedBy} 于 ${formatInstant(run.askedAt)} 发起`, ...(run.endedAt ? [`${formatInstant(run.endedAt)} 结束`] : [])].join("，");
  return <PageHeader above={<Breadcrumb crumbs={[...crumbs, { label: run.applicationName }]} />} title={`${run.applicationName} 契约测试`} badges={<StateBadge state={run.state} words={testRunWords} />} text={<>接口版本 {run.version}，{run.address}；{times}。<span role="status">已完成 {done} / {run.steps.length} 项。</span></>} />;
}

/** PR8: every step with what was expected, what came, and the calls behind it. */
export function RunDetail({ run }: { run: Run }) {
  return (
    <Card isFlush>
      <ol className="divide-y divide-line">
        {run.steps.map((step) => <StepRow key={step.place} step={step} />)}
      </ol>
    </Card>
  );
}

function StepRow({ step }: { step: Step }) {
  const { name, expected } = stepWords(step.code);
  return (
    <li className="px-(--card-pad) py-3.5" data-step={step.code}>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="figures text-ink-faint">{step.place + 1}</span>
        <h2 className="font-medium">{name}</h2>
        <StateBadge state={step.state} words={testStepWords} />
        {step.tookMs !== null && step.exchanges.length > 0 && <span className="figures text-[0.875em] text-ink-faint">{step.tookMs} 毫秒</span>}
      </div>
      <p className="text-[0.9375em] text-ink-soft">应当：{expected}</p>
      {step.said && <p className={step.state === "failed" ? "text-danger" : ""}>实际：{step.said}</p>}
      {step.exchanges.length > 0 && (
        <details className="mt-1">
          <summary className="min-h-6 w-fit cursor-pointer text-accent-strong underline decoration-accent-line underline-offset-4">查看 {step.exchanges.length} 次呼叫<span className="sr-only"> {name}</span></summary>
          <Stack gap="sm">{step.exchanges.map((one, n) => <Call key={n} call={one} />)}</Stack>
        </details>
      )}
    </li>
  );
}

function Call({ call }: { call: Step["exchanges"][number] }) {
  const box = "rounded-md bg-sunken p-3 text-[0.8125rem] break-all whitespace-pre-wrap";
  return (
    <div className="mt-2">
      <p className="break-all"><code>{call.method} {call.path}</code> · {call.status === 0 ? "没有答复" : `HTTP ${call.status}`} · {call.tookMs} 毫秒</p>
      {call.key && <p className="text-[0.875em] break-all text-ink-faint">幂等键 {call.key}</p>}
      {call.request !== "null" && <pre className={box}>{call.request}</pre>}
      {call.response !== "null" && <pre className={`${box} mt-1`}>{call.response}</pre>}
    </div>
  );
}
