import type { Metadata } from "next";
import { HandOffDesk } from "@/components/review/hand-off-desk";
import { PageHeader } from "@/components/patterns/page-header";
import { api, orLeave, signInPath } from "@/server/caller";

export const metadata: Metadata = { title: "凭码受理" };

export default async function CounterPage() {
  await orLeave((await api()).console.me({}), await signInPath(""));
  return (
    <>
      <PageHeader title="凭码受理" text="输入客户的 10 位受理码，核对证件后受理。客户在网上填过的内容会全部带入，不用再录入。" />
      <HandOffDesk />
    </>
  );
}
