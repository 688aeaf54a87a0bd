"use client";

import { type ReactNode, use } from "react";
import { sayIn } from "@/messages/say";
import type { Locale } from "@/server/platforms/locale.rules";
import { SayContext, speak } from "./client";

let reading: Promise<ReturnType<typeof sayIn>> | null = null;
/** A file of its own, which only who reads English is sent, once. */
const english = () => (reading ??= import("@/messages/en").then((words) => sayIn("en", words.english)));

const Chinese = ({ children }: { children: ReactNode }) => children;
function English({ children }: { children: ReactNode }) {
  const say = use(english());
  speak(say);
  return <SayContext value={say}>{children}</SayContext>;
}

/** Gives the components of a document their reader's words. */
export function SayProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  const Words = locale === "en" ? English : Chinese;
  return <Words>{children}</Words>;
}
