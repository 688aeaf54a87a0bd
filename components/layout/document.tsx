import type { ReactNode } from "react";
import { SkipLink } from "../ui/anchor";

const nothingSaid = { __html: "" };

/** The outermost tags of a public face. `theme` sets its accent. */
export function PublicDocument({ theme, children }: { theme?: string; children: ReactNode }) {
  return (
    <html lang="zh-CN" data-theme={theme ?? "jade"}>
      <body className="flex min-h-dvh flex-col">
        <SkipLink />
        {/* The edge says here that the origin is away (edge/origin-notice.ts); hydration leaves it as it came. */}
        <div id="origin-state" suppressHydrationWarning dangerouslySetInnerHTML={nothingSaid} />
        {children}
      </body>
    </html>
  );
}
