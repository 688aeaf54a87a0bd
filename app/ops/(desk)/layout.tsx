import type { ReactNode } from "react";
import { ConsoleShell } from "@/components/console/console-shell";
import { api, orLeave, signInPath } from "@/server/caller";

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const me = await orLeave((await api()).console.me({}), await signInPath(""));
  return <ConsoleShell me={me}>{children}</ConsoleShell>;
}
