"use client";

import { type ReactNode, useEffect, useState } from "react";
import { Said } from "../say/said";
import { Button } from "./button";
import { Glyph } from "./glyph";

/** Copies `text`; says so beside the button and to readers, and how to go on when the browser refuses. */
export function CopyButton({ text, label = <Said text="复制" /> }: { text: string; label?: ReactNode }) {
  const [outcome, setOutcome] = useState<"idle" | "copied" | "refused">("idle");
  useEffect(() => {
    if (outcome === "idle") return;
    const timer = setTimeout(() => setOutcome("idle"), 4000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () => {
    // Absent on plain http outside localhost.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    if (!clipboard) return setOutcome("refused");
    clipboard.writeText(text).then(
      () => setOutcome("copied"),
      () => setOutcome("refused"),
    );
  };
  return (
    <span className="inline-flex items-center gap-2">
      <Button variant="secondary" size="sm" onClick={copy}>
        <Glyph name={outcome === "copied" ? "check" : "copy"} />
        {label}
      </Button>
      <span role="status" className="text-[0.875em] text-ink-soft">
        {outcome === "copied" && <Said text="已复制" />}
        {outcome === "refused" && <Said text="浏览器不允许，请手动选中复制" />}
      </span>
    </span>
  );
}
