import type { ReactNode } from "react";
import { PartnerShell } from "@/components/partners/partner-shell";
import { api, orLeave, signInPath } from "@/server/caller";

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const me = await orLeave((await api()).partnerDesk.me({}), await signInPath(""));
  return <PartnerShell me={me}>{children}</PartnerShell>;
}
