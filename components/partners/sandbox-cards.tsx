"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { z } from "zod";
import { formatInstant } from "@/server/kernel/calendar";
import type { SandboxView } from "@/server/partners/desk.schema";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Money } from "../patterns/money";
import { Alert } from "../ui/alert";
import { TextAnchor } from "../ui/anchor";
import { Button } from "../ui/button";
import { Card, CardHeader, Row, Stack } from "../ui/card";
import { CopyButton } from "../ui/copy-button";
import { DescriptionList } from "../ui/description-list";

type View = z.output<typeof SandboxView>;

/** IN9: the partner's company in the sandbox, its test money, and the sandbox's clock. */
export function SandboxCards({ view }: { view: View }) {
  return (
    <Stack>
      <Company view={view} />
      <Clock view={view} />
    </Stack>
  );
}

function Company({ view: { company, signInUrl } }: { view: View }) {
  const { refresh } = useRouter();
  const trpc = useTRPC();
  const once = useOnceKey("sandbox:money");
  const access = useMutation(trpc.partnerDesk.accessSandbox.mutationOptions({ onSuccess: () => refresh() }));
  const money = useMutation(trpc.partnerDesk.addTestMoney.mutationOptions({ onSuccess: () => { once.renew(); refresh(); }, onError: once.renewAfter }));
  return (
    <Card as="section" labelledBy="company">
      <CardHeader id="company" title="沙箱企业" text={company ? "用企业帐号和密码登录沙箱的网上营业厅。" : "还没有沙箱企业；开立后即可登录沙箱的网上营业厅。"} />
      {access.data && (
        <div className="mb-(--stack)">
          <Alert tone="warning" role="status" title="密码只显示这一次">企业帐号 <code>{access.data.accountName}</code>，密码 <code className="break-all">{access.data.password}</code> <CopyButton text={access.data.password} /></Alert>
        </div>
      )}
      {company && (
        <DescriptionList
          layout="grid"
          items={[
            { term: "企业帐号", value: <>{company.accountName} <CopyButton text={company.accountName} /></> },
            { term: "测试金", value: <><Money fen={company.cashFen} />{company.heldFen > 0n && <span className="text-ink-soft">，另有预占 <Money fen={company.heldFen} /></span>}</> },
            { term: "登录地址", value: <TextAnchor href={signInUrl}>{signInUrl}</TextAnchor> },
          ]}
        />
      )}
      <div className="mt-(--stack)">
        <Row>
          {company && <Button isBusy={money.isPending || !once.key} onClick={() => money.mutate({ key: once.key })}>添加 5 万元测试金</Button>}
          <Button variant={company ? "secondary" : "primary"} isBusy={access.isPending} onClick={() => access.mutate({})}>{company ? "重设密码" : "开立沙箱企业"}</Button>
        </Row>
      </div>
      <FormProblem>{problemOf(access.error ?? money.error)?.words}</FormProblem>
    </Card>
  );
}

const moves = [{ label: "前进 1 小时", days: 0, hours: 1 }, { label: "前进 1 天", days: 1, hours: 0 }, { label: "前进 7 天", days: 7, hours: 0 }, { label: "前进 30 天", days: 30, hours: 0 }] as const;

function Clock({ view: { now, isMoved, mayMove } }: { view: View }) {
  const { refresh } = useRouter();
  // Read again a moment later: another process may know the old time for up to a second.
  const turn = useMutation(useTRPC().partnerDesk.turnSandboxClock.mutationOptions({ onSuccess: () => { refresh(); setTimeout(refresh, 1500); } }));
  return (
    <Card as="section" labelledBy="clock">
      <CardHeader id="clock" title="沙箱时钟" text={`沙箱现在是 ${formatInstant(now)}${isMoved ? "（已拨动）" : "（与真实时间一致）"}。拨动后续费、出账、到期等按新的时间进行，对所有合作伙伴的沙箱企业有效，不影响各省门户。`} />
      {mayMove ? (
        <Row>
          {moves.map(({ label, days, hours }) => <Button key={label} variant="secondary" isBusy={turn.isPending} onClick={() => turn.mutate({ days, hours, reset: false })}>{label}</Button>)}
          <Button variant="ghost" isBusy={turn.isPending} onClick={() => turn.mutate({ days: 0, hours: 0, reset: true })}>恢复真实时间</Button>
        </Row>
      ) : (
        <p className="text-ink-soft">生产环境不能拨动时钟。</p>
      )}
      <FormProblem>{problemOf(turn.error)?.words}</FormProblem>
    </Card>
  );
}
