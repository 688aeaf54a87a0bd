"use client";

import { useEffect, useState } from "react";

/** Seconds until another code may be asked for. */
const AGAIN_SECONDS = 60;

/** Counts down to when a code may be sent again; `begin` once one was sent. */
export function useCodeWait(): { wait: number; begin: () => void } {
  const [wait, setWait] = useState(0);
  useEffect(() => {
    if (wait === 0) return;
    const timer = setTimeout(() => setWait(wait - 1), 1000);
    return () => clearTimeout(timer);
  }, [wait]);
  return { wait, begin: () => setWait(AGAIN_SECONDS) };
}
