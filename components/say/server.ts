import { cache, use } from "react";
import { cookies } from "next/headers";
import { english } from "@/messages/en";
import { type Say, chinese, sayIn } from "@/messages/say";
import { LANGUAGE_COOKIE, type Locale, isLocale } from "@/server/platforms/locale.rules";

/** The language of a signed-in page: the one that was chosen on this device, which the browser tells with each request (AX2). */
export const pageLocale = cache(async (): Promise<Locale> => {
  const chosen = (await cookies()).get(LANGUAGE_COOKIE)?.value ?? "";
  return isLocale(chosen) ? chosen : "zh-CN";
});

const says: Record<Locale, Say> = { "zh-CN": chinese, en: sayIn("en", english) };

/** The words of a page that waits for things. */
export const getSay = async (): Promise<Say> => says[await pageLocale()];
/** The words of a component that pages are made of on the server; of #say's two files this one is read there. */
export const useSay = (): Say => says[use(pageLocale())];
