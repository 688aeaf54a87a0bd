import type { ReactNode } from "react";
import { EntryShell } from "@/components/account/entry-shell";

type Props = { children: ReactNode; params: Promise<{ platform: string; province: string }> };

export default async function EntryLayout({ children, params }: Props) {
  return <EntryShell place={await params}>{children}</EntryShell>;
}
