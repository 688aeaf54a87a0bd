"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import type { z } from "zod";
import type { ChannelRules } from "@/server/ordering/channel.rules";
import type { RuleCase } from "@/server/ordering/rule-case.rules";
import type { DraftView } from "@/server/ordering/rule.schema";
import { problemOf, useTRPC } from "../layout/trpc-provider";

export type Draft = Pick<z.output<typeof DraftView>, "id" | "version" | "set" | "cases" | "dutyProvinces" | "neverReached" | "results">;

/** Writes a draft's whole content and reads the page anew; busy until what was written is shown, since the next change builds on it. */
export function useDraft({ id: draftId, version, set, cases }: Draft) {
  const { refresh } = useRouter();
  const [isRefreshing, startRefresh] = useTransition();
  const save = useMutation(useTRPC().channelRule.save.mutationOptions({ onSuccess: () => startRefresh(refresh) }));
  return {
    isBusy: save.isPending || isRefreshing,
    problem: problemOf(save.error),
    reset: save.reset,
    /** True when it was written. */
    write: (change: { rules?: ChannelRules; cases?: RuleCase[] }): Promise<boolean> => save.mutateAsync({ draftId, version, rules: change.rules ?? set, cases: change.cases ?? cases }).then(() => true, () => false),
  };
}
