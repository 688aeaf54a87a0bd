"use client";

import { useMutation } from "@tanstack/react-query";
import { roleWords } from "@/messages/zh-CN";
import type { OwnAccount } from "@/server/accounts/account.schema";
import { useSay } from "#say";
import { wordsOfProblem } from "../accounts/problem-words";
import { useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { accountTitle } from "./account-title";

/** AI8: the accounts that the person may work for; another one is entered without signing in again. */
export function AccountChoice({ accounts, home }: { accounts: readonly OwnAccount[]; home: string }) {
  const say = useSay();
  // A whole load: nothing that was read for one company may be shown under another.
  const enter = useMutation(useTRPC().account.switch.mutationOptions({ onSuccess: () => window.location.assign(home) }));
  return (
    <Stack>
      <FormProblem>{wordsOfProblem(enter.error)}</FormProblem>
      {accounts.map((account) => (
        <Card key={account.membershipId} as="article" labelledBy={`account-${account.membershipId}`}>
          <CardHeader
            id={`account-${account.membershipId}`} title={accountTitle(account)} text={`${account.accountName} · ${say.word(roleWords[account.role])}${account.state === "closed" ? say(" · 已销户") : ""}`}
            actions={account.isCurrent ? <Badge tone="accent">{say("当前")}</Badge> : <Button size="sm" variant="secondary" isBusy={enter.isPending && enter.variables.membershipId === account.membershipId} onClick={() => enter.mutate({ membershipId: account.membershipId })} aria-label={say("进入 {accountName}", { accountName: account.accountName })}>{say("进入")}</Button>}
          />
        </Card>
      ))}
    </Stack>
  );
}
