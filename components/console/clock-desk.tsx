"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { formatInstant } from "@/server/kernel/calendar";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, CardHeader, Row } from "../ui/card";

const moves = [
  { label: "前进 1 小时", days: 0, hours: 1 },
  { label: "前进 1 天", days: 1, hours: 0 },
  { label: "前进 7 天", days: 7, hours: 0 },
  { label: "前进 30 天", days: 30, hours: 0 },
] as const;

/** SY5: moves the demonstration's clock for everybody; every console page says so while it stands apart from real time. */
export function ClockDesk({ now, isMoved }: { now: Date; isMoved: boolean }) {
  const { refresh } = useRouter();
  // Read again a moment later: another process may know the old time for up to a second.
  const showAnew = () => { refresh(); setTimeout(refresh, 1500); };
  const move = useMutation(useTRPC().console.moveClock.mutationOptions({ onSuccess: showAnew }));
  return (
    <Card as="section" labelledBy="clock">
      <CardHeader id="clock" title="演示时钟" text={`系统时间 ${formatInstant(now)}${isMoved ? "（已拨动）" : "（与真实时间一致）"}。只影响业务时间，登录有效期仍按真实时间。`} />
      <Row>
        {moves.map(({ label, days, hours }) => (
          <Button key={label} variant="secondary" isBusy={move.isPending} onClick={() => move.mutate({ days, hours, reset: false })}>
            {label}
          </Button>
        ))}
        <Button variant="ghost" isBusy={move.isPending} onClick={() => move.mutate({ days: 0, hours: 0, reset: true })}>
          恢复真实时间
        </Button>
      </Row>
      <FormProblem>{problemOf(move.error)?.words}</FormProblem>
    </Card>
  );
}
