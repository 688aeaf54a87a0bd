"use client";

import "./globals.css";
import { PageError } from "@/components/layout/page-error";

/** Where not even a page's frame could be made: the same words as on a page, with a whole document around them. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="zh-CN" data-theme="jade">
      <head>
        <title>页面暂时打不开 · 宽带商务</title>
      </head>
      <body>
        <main className="mx-auto max-w-page px-4 py-16 sm:px-6">
          <PageError error={error} retry={() => location.reload()} />
        </main>
      </body>
    </html>
  );
}
