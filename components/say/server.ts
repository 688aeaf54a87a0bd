import { cache, use } from "react";
import { cookies, headers } from "next/headers";
import { english } from "@/messages/en";
import { type Names, type Say, chinese, sayIn } from "@/messages/say";
import { LANGUAGE_COOKIE, type Locale, isLocale } from "@/server/platforms/locale.rules";
import { publicCaller, shopOfHost } from "@/server/public-caller";

/** The language of a signed-in page: the one that was chosen on this device, which the browser tells with each request (AX2). */
export const pageLocale = cache(async (): Promise<Locale> => {
  const chosen = (await cookies()).get(LANGUAGE_COOKIE)?.value ?? "";
  return isLocale(chosen) ? chosen : "zh-CN";
});

/** English names of what the page's host sells; none for who reads Chinese. */
export const pageNames = cache(async (): Promise<Names> => {
  const shop = shopOfHost((await headers()).get("host") ?? "");
  return shop && (await pageLocale()) === "en" ? publicCaller.names({ ...shop, locale: "en" }) : {};
});

const pageSay = cache(async (): Promise<Say> => ((await pageLocale()) === "en" ? sayIn("en", english, await pageNames()) : chinese));

/** The words of a page that waits for things. */
export const getSay = (): Promise<Say> => pageSay();
/** The words of a component that pages are made of on the server; of #say's two files this one is read there. */
export const useSay = (): Say => use(pageSay());
