import { headers } from "next/headers";
import type { ReactNode } from "react";
import { SkipLink } from "../ui/anchor";
import { HeldForms } from "./held-forms";
import { TrpcProvider } from "./trpc-provider";

type Props = { children: ReactNode; theme: string; density?: "compact" };

/** The document of a signed-in face. Reading the headers makes it dynamic, so that Next puts the request's nonce on its scripts. */
export async function SignedInDocument({ children, theme, density }: Props) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang="zh-CN" data-theme={theme} data-density={density}>
      <body>
        <HeldForms nonce={nonce} />
        <SkipLink />
        <TrpcProvider>{children}</TrpcProvider>
      </body>
    </html>
  );
}
