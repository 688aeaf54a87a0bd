import type { ReactNode } from "react";
import { SkipLink } from "../ui/anchor";

/** The outermost tags of a public face. `theme` sets its accent. */
export function PublicDocument({ theme, children }: { theme?: string; children: ReactNode }) {
  return (
    <html lang="zh-CN" data-theme={theme ?? "jade"}>
      <body className="flex min-h-dvh flex-col">
        <SkipLink />
        {children}
      </body>
    </html>
  );
}
