import type { ReactNode } from "react";
import { redirect } from "next/navigation";
import { BillKeeper } from "@/components/billing/bill-keeper";
import { AccountShell } from "@/components/account/account-shell";
import { api, orLeave, signInPath } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";

type Props = { children: ReactNode; params: Promise<{ platform: string; province: string }> };

/** The frame only; whether someone may see a page is decided by that page's own procedures. */
export default async function InsideLayout({ children, params }: Props) {
  const base = accountBase(await params);
  const signIn = await signInPath(base);
  const me = await orLeave((await api()).account.me(), signIn);
  // Asked once a sign-in, before going on (DP5).
  if (me.policies === "owed") redirect(signIn.replace(/\/login(?=$|\?)/, "/agree"));
  return (
    <AccountShell base={base} me={me}>
      {children}
      {me.view === null && <BillKeeper membershipId={me.membershipId} company={me.customer.companyName} />}
    </AccountShell>
  );
}
