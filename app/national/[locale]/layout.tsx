import type { Metadata } from "next";
import type { ReactNode } from "react";
import "../../globals.css";
import { PublicDocument } from "@/components/layout/document";
import { NationalShell } from "@/components/layout/national-shell";
import { shopWords } from "@/messages/shop";
import { type NationalProps, localeIn, nationalAddresses } from "@/server/public-caller";

export async function generateMetadata({ params }: NationalProps): Promise<Metadata> {
  const locale = localeIn(await params);
  const { national } = shopWords(locale);
  return { title: { default: national.title, template: "%s · 宽带商务" }, description: national.description, icons: { icon: "/favicon.svg" }, alternates: nationalAddresses(locale) };
}

export default async function NationalLayout({ params, children }: NationalProps & { children: ReactNode }) {
  const locale = localeIn(await params);
  return (
    <PublicDocument locale={locale}>
      <NationalShell locale={locale}>{children}</NationalShell>
    </PublicDocument>
  );
}
