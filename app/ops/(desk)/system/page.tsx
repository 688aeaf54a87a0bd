import type { Metadata } from "next";
import { ClockDesk } from "@/components/console/clock-desk";
import { DeepCheckCard } from "@/components/console/deep-check";
import { LedgerProofCard } from "@/components/console/ledger-proof";
import { PageHeader } from "@/components/patterns/page-header";
import { Stack } from "@/components/ui/card";
import { api, orLeave, signInPath } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";

export const metadata: Metadata = { title: "系统" };

export default async function SystemPage() {
  const caller = await api();
  const me = await orLeave(caller.console.me({}), await signInPath(""));
  const [proof, nights] = allows(me.roles, "ledger.prove") ? await Promise.all([caller.ledgerDesk.prove({}), caller.ledgerDesk.proofs({})]) : [null, []];
  return (
    <>
      <PageHeader title="系统" />
      <Stack>
        <DeepCheckCard />
        {me.isDemo && <ClockDesk now={me.now} isMoved={me.clockOffsetMs !== 0} />}
        {proof && <LedgerProofCard proof={proof} nights={nights} />}
      </Stack>
    </>
  );
}
