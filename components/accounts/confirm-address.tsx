"use client";

import { type ReactNode, useId, useState } from "react";
import { useSay } from "#say";
import { problemOf } from "../layout/trpc-provider";
import { Button } from "../ui/button";
import { Badge } from "../ui/badge";
import { TextField } from "../ui/text-field";
import { useCodeWait } from "./code-wait";
import { formWords } from "./problem-words";

type Props = {
  /** The field for the number or mailbox itself. */
  children: ReactNode;
  isConfirmed: boolean;
  isLocked: boolean;
  /** Sends a code; throws what the server said. Returns false when the field itself is not right yet. */
  onSend: () => Promise<boolean>;
  onConfirm: (code: string) => Promise<void>;
  sentWords: string;
};

/** Proves that a phone or mailbox is one's own: send a code, type it, done. */
export function ConfirmAddress({ children, isConfirmed, isLocked, onSend, onConfirm, sentWords }: Props) {
  const say = useSay();
  const codeId = useId();
  const [code, setCode] = useState("");
  const [isSent, setIsSent] = useState(false);
  const { wait, begin } = useCodeWait();
  const [busy, setBusy] = useState<"send" | "confirm" | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function run(kind: "send" | "confirm", work: () => Promise<void>) {
    setBusy(kind);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      const refused = problemOf(error);
      const first = Object.values(refused?.fields ?? {})[0];
      setProblem(first ? (say.word(formWords[first] ?? first)) : (refused?.words ?? null));
      if (kind === "confirm") document.getElementById(codeId)?.focus();
    }
    setBusy(null);
  }

  const send = () => run("send", async () => {
    if (!(await onSend())) return;
    setIsSent(true);
    begin();
    setCode("");
    // The box for the code appears with this; the reader's place moves on to it.
    setTimeout(() => document.getElementById(codeId)?.focus(), 0);
  });

  const confirm = () => {
    if (!/^\d{6}$/.test(code.trim())) {
      setProblem(formWords.codeFormat ?? null);
      return document.getElementById(codeId)?.focus();
    }
    void run("confirm", () => onConfirm(code.trim()));
  };

  return (
    <div className="flex min-w-0 flex-col gap-3">
      {children}
      {isConfirmed ? (
        <p role="status"><Badge tone="success" hasDot>{say("已确认")}</Badge></p>
      ) : (
        !isLocked && (
          <>
            <div>
              <Button variant="secondary" onClick={() => void send()} isBusy={busy === "send"} disabled={wait > 0}>
                {wait > 0 ? say("{wait} 秒后可重新发送", { wait }) : isSent ? say("重新发送验证码") : say("发送验证码")}
              </Button>
            </div>
            {isSent && (
              <div className="flex flex-col gap-3 rounded-md bg-sunken p-4">
                <p role="status" className="text-sm text-ink-soft">{sentWords}</p>
                <TextField
                  id={codeId} label={say("6 位验证码")} inputMode="numeric" autoComplete="one-time-code" maxLength={6} value={code} error={problem ?? undefined}
                  onChange={(event) => setCode(event.target.value)}
                  onKeyDown={(event) => { if (event.key === "Enter") { event.preventDefault(); confirm(); } }}
                />
                <div>
                  <Button onClick={confirm} isBusy={busy === "confirm"}>{say("确认")}</Button>
                </div>
              </div>
            )}
            {!isSent && problem && <p role="alert" className="text-sm font-medium text-danger">{problem}</p>}
          </>
        )
      )}
    </div>
  );
}
