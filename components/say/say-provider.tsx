"use client";

import { type ReactNode, use, useMemo } from "react";
import { type Dictionary, type Names, sayIn } from "@/messages/say";
import type { Locale } from "@/server/platforms/locale.rules";
import { SayContext, speak } from "./client";

let reading: Promise<Dictionary> | null = null;
/** A file of its own, which only who reads English is sent, once. */
const english = () => (reading ??= import("@/messages/en").then((words) => words.english));

function English({ names, children }: { names: Names; children: ReactNode }) {
  const dictionary = use(english());
  const say = useMemo(() => sayIn("en", dictionary, names), [dictionary, names]);
  speak(say);
  return <SayContext value={say}>{children}</SayContext>;
}

/** Gives the components of a document their reader's words, and the English names of what its host sells. */
export function SayProvider({ locale, names = {}, children }: { locale: Locale; names?: Names; children: ReactNode }) {
  return locale === "en" ? <English names={names}>{children}</English> : children;
}
