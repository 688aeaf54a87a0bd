import type { ReactNode } from "react";
import { Card } from "../ui/card";

/** OR14: a contract's text as customers read and print it. `foot`: who agreed to it, when and from where. */
export function ContractPaper({ title, body, foot }: { title?: string; body: string; foot?: ReactNode }) {
  return (
    <Card>
      <div className="max-w-prose">
        {title && <h3 className="mb-4 text-lg font-semibold">{title}</h3>}
        <div className="whitespace-pre-line">{body}</div>
        {foot && <p className="mt-6 border-t border-line pt-4 text-sm text-ink-soft">{foot}</p>}
      </div>
    </Card>
  );
}
