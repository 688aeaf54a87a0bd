import type { ReactNode } from "react";
import { Brand } from "../ui/brand";
import { Card } from "../ui/card";

/** A page before the partner desk: one card and a line under it. */
export function EntryFrame({ title, foot, children }: { title: string; foot: ReactNode; children: ReactNode }) {
  return (
    <main id="main" className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center gap-6 px-4 py-10">
      <Brand place="合作伙伴工作台" />
      <Card tone="raised">
        <h1 className="mb-4 text-xl font-semibold">{title}</h1>
        {children}
      </Card>
      <p>{foot}</p>
    </main>
  );
}
