import { headers } from "next/headers";
import type { ReactNode } from "react";
import type { Names } from "@/messages/say";
import type { Locale } from "@/server/platforms/locale.rules";
import { SayProvider } from "../say/say-provider";
import { SkipLink } from "../ui/anchor";
import { HeldForms } from "./held-forms";
import { TrpcProvider } from "./trpc-provider";

type Props = { children: ReactNode; theme: string; density?: "compact"; /** Desks are read in Chinese. */ locale?: Locale; /** English names of what the host sells. */ names?: Names };

/** The document of a signed-in face. Reading the headers makes it dynamic, so that Next puts the request's nonce on its scripts. */
export async function SignedInDocument({ children, theme, density, locale = "zh-CN", names }: Props) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang={locale} data-theme={theme} data-density={density}>
      <body>
        <HeldForms nonce={nonce} />
        <SayProvider locale={locale} names={names}>
          <SkipLink label={locale === "en" ? "Skip to the content" : undefined} />
          <TrpcProvider>{children}</TrpcProvider>
        </SayProvider>
      </body>
    </html>
  );
}
