"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Reads the page anew every few seconds while somebody looks at it, so that a step that others take appears by itself. */
export function LiveRefresh({ seconds }: { seconds: number }) {
  const { refresh } = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") refresh();
    }, seconds * 1000);
    return () => clearInterval(timer);
  }, [refresh, seconds]);
  return null;
}
