"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Words that a person has typed and not sent, or an open dialog: reading the page anew could lose them, to a sign-in page or an error. */
function isInUse(): boolean {
  const hasWords = [...document.querySelectorAll("textarea")].some((field) => !field.readOnly && !field.disabled && field.value.trim() !== "");
  return hasWords || document.querySelector('[role="dialog"]') !== null;
}

/** Reads the page anew every few seconds while somebody looks at it, so that a step that others take appears by itself. */
export function LiveRefresh({ seconds }: { seconds: number }) {
  const { refresh } = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible" && !isInUse()) refresh();
    }, seconds * 1000);
    return () => clearInterval(timer);
  }, [refresh, seconds]);
  return null;
}
