import { z } from "zod";
import { policyKinds } from "./policy.rules";

/** A version of a policy without its text, as anybody reads it. */
export const PolicyOutline = z.object({ version: z.number(), summary: z.string(), isMaterial: z.boolean(), validFrom: z.date(), standing: z.enum(["waiting", "inForce", "past"]) });
export type PolicyOutline = z.output<typeof PolicyOutline>;

/** A policy's public page. */
export const PolicyPageView = z.object({ kind: z.enum(policyKinds), title: z.string(), body: z.string(), shown: PolicyOutline, versions: z.array(PolicyOutline) });
export type PolicyPageView = z.output<typeof PolicyPageView>;

/** A text that somebody is asked to agree to. */
export const PolicyToAgree = z.object({ kind: z.enum(policyKinds), version: z.number(), title: z.string() });
export type PolicyToAgree = z.output<typeof PolicyToAgree>;
