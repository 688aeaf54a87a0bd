"use client";

import type { ComponentProps, ReactNode } from "react";
import type { Chinese } from "@/messages/en";
import { useSay } from "./client";

/** Words of a part that also public pages are made of, where nobody knows a signed-in reader's language: in Chinese there. */
export const Said = ({ text }: { text: Chinese }) => useSay().word(text);

/** What a part was given: a word of a table in the reader's language, anything else as it came. */
export function Word({ children }: { children: ReactNode }) {
  const say = useSay();
  return typeof children === "string" ? say.word(children) : children;
}

/** A landmark whose name is said in the reader's language. */
export const SaidNav = ({ label, ...rest }: Omit<ComponentProps<"nav">, "aria-label"> & { label: string }) => <nav aria-label={useSay().word(label)} {...rest} />;
