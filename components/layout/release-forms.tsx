"use client";

import { useEffect } from "react";

/** Says that the page is awake; a turn later, when what its forms make as soon as they are, such as their keys, is there. */
export function ReleaseForms({ event }: { event: string }) {
  useEffect(() => {
    const turn = setTimeout(() => dispatchEvent(new Event(event)));
    return () => clearTimeout(turn);
  }, [event]);
  return null;
}
