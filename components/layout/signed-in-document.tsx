import { headers } from "next/headers";
import type { ReactNode } from "react";
import type { Locale } from "@/server/platforms/locale.rules";
import { SayProvider } from "../say/say-provider";
import { SkipLink } from "../ui/anchor";
import { HeldForms } from "./held-forms";
import { TrpcProvider } from "./trpc-provider";

type Props = { children: ReactNode; theme: string; density?: "compact"; /** Desks are read in Chinese. */ locale?: Locale };

/** The document of a signed-in face. Reading the headers makes it dynamic, so that Next puts the request's nonce on its scripts. */
export async function SignedInDocument({ children, theme, density, locale = "zh-CN" }: Props) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang={locale} data-theme={theme} data-density={density}>
      <body>
        <HeldForms nonce={nonce} />
        <SayProvider locale={locale}>
          <SkipLink label={locale === "en" ? "Skip to the content" : undefined} />
          <TrpcProvider>{children}</TrpcProvider>
        </SayProvider>
      </body>
    </html>
  );
}
