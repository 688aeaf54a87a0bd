"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import type { OpeningView } from "@/server/accounts/opening.schema";
import { useTRPC } from "../layout/trpc-provider";

const moving: readonly OpeningView["state"][] = ["review", "at97", "handedOff"];

/** Asks every few seconds while something outside can move the application, and renews the page when it did. */
export function FreshStatus({ state }: { state: OpeningView["state"] }) {
  const { refresh } = useRouter();
  const { data } = useQuery(useTRPC().opening.status.queryOptions(undefined, { enabled: moving.includes(state), refetchInterval: state === "at97" ? 3000 : 15_000, retry: false }));
  useEffect(() => {
    if (data && data.state !== state) refresh();
  }, [data, state, refresh]);
  return null;
}
