"use client";

import { type ComponentProps, useState } from "react";
import { useSay } from "#say";
import { useCodeWait } from "../accounts/code-wait";
import { problemOf } from "../layout/trpc-provider";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";

type Props = { label: string; field: Partial<ComponentProps<typeof TextField>>; sent: string; onSend: () => Promise<boolean> };

/** The box for a code, with the button that sends it; again after a minute. */
export function SendCode({ label, field, sent, onSend }: Props) {
  const say = useSay();
  const { wait, begin } = useCodeWait();
  const [isBusy, setIsBusy] = useState(false);
  const [note, setNote] = useState<{ words: string; isProblem: boolean } | null>(null);
  async function send() {
    setIsBusy(true);
    setNote(null);
    try {
      if (await onSend()) {
        begin();
        setNote({ words: sent, isProblem: false });
      }
    } catch (error) {
      setNote({ words: problemOf(error)?.words ?? "", isProblem: true });
    }
    setIsBusy(false);
  }
  return (
    <div className="flex flex-col gap-3 rounded-md bg-sunken p-4">
      <div className="flex flex-wrap items-end gap-3">
        <TextField {...field} label={label} inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
        <Button variant="secondary" isBusy={isBusy} disabled={wait > 0} onClick={() => void send()}>{wait > 0 ? say("{wait} 秒后可重新发送", { wait: String(wait) }) : note && !note.isProblem ? say("重新发送") : say("发送验证码")}</Button>
      </div>
      <p role="status" className={note?.isProblem ? "text-sm text-danger empty:hidden" : "text-sm text-ink-soft empty:hidden"}>{note?.words}</p>
    </div>
  );
}
