"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { z } from "zod";
import { formatInstant } from "@/server/kernel/calendar";
import type { RunPage } from "@/server/partners/pack.schema";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Card, CardHeader, Grid } from "../ui/card";

type Application = z.output<typeof RunPage>["applications"][number];

/** PR8: each application with whether it is green, and the button that runs the pack. */
export function StartCards({ applications }: { applications: readonly Application[] }) {
  return <Grid columns={2}>{applications.map((row) => <StartCard key={row.id} application={row} />)}</Grid>;
}

function StartCard({ application: { id, name, code, isGreen, greenAt, isUnderWay } }: { application: Application }) {
  const { push } = useRouter();
  const once = useOnceKey(`pack:${id}`);
  const start = useMutation(useTRPC().partnerDesk.startTest.mutationOptions({ onSuccess: ({ runId }) => { once.renew(); push(`/tests/${runId}`); }, onError: once.renewAfter }));
  return (
    <Card as="section" labelledBy={`pack-${code}`}>
      <CardHeader id={`pack-${code}`} title={name} text={greenAt ? `最近一次全部通过：${formatInstant(greenAt)}` : "还没有全部通过过"} actions={isGreen ? <Badge tone="success">可以销售</Badge> : <Badge tone="warning">未通过现行版本</Badge>} />
      <Button isBusy={start.isPending || !once.key} disabled={isUnderWay} aria-label={`运行契约测试 ${name}`} onClick={() => start.mutate({ key: once.key, applicationId: id })}>{isUnderWay ? "正在测试" : "运行契约测试"}</Button>
      <FormProblem>{problemOf(start.error)?.words}</FormProblem>
    </Card>
  );
}
