import { startAp, type ApOptions } from "./ap/ap";
import { startBilling } from "./billing/billing";
import { type Bss97Options, startBss97 } from "./bss97/bss97";
import { startDesk, type DeskOptions } from "./desk/desk";
import { startDns } from "./dns/dns";
import { type HotlineOptions, startHotline } from "./hotline/hotline";
import type { Simulator } from "./kit/server";
import { type IdpOptions, startIdp } from "./idp/idp";
import { type PushOptions, startPush } from "./push/push";
import { startRobots } from "./robots/robots";
import { startStripeMock, type StripeMockOptions } from "stripe-mock";

export const demoSecrets = {
  ap: "demo-ap-secret",
  bss: "demo-bss-secret",
  /** Of the client that each platform's 97 has at our TM Forum APIs. */
  api97: "demo-97-api-secret",
  /** Of the one that its 10060 has. */
  api10060: "demo-10060-api-secret",
  /** Of the portal at the demonstration's company with a sign-in of its own. */
  idpClient: "kuandai-shangwu",
  idp: "demo-company-idp-secret",
  stripeKey: "sk_test_demo_kuandaishangwu",
  stripeWebhook: "whsec_demo_kuandaishangwu",
} as const;

type Shared = { port: number; host?: string | undefined; dataDir?: string | undefined; secret?: string | undefined; now?: (() => Date) | undefined };

export type StartOptions =
  | ({ name: "ap" } & Shared & Pick<ApOptions, "callbackRetryMs">)
  | ({ name: "bss97" } & Shared & Pick<Bss97Options, "portal">)
  | ({ name: "billing" } & Shared)
  | ({ name: "hotline" } & Omit<Shared, "secret"> & Pick<HotlineOptions, "portal" | "platforms">)
  | ({ name: "robots" } & Omit<Shared, "secret">)
  | ({ name: "stripe"; secretKey?: string | undefined; webhookSecret?: string | undefined } & Omit<StripeMockOptions, "secretKey" | "webhookSecret">)
  | ({ name: "idp" } & Omit<IdpOptions, "clientId" | "secret">)
  | ({ name: "push" } & PushOptions)
  | { name: "dns"; port: number; host?: string | undefined }
  | ({ name: "desk" } & Omit<Shared, "secret"> & Pick<DeskOptions, "links" | "mailWebUrl" | "staffFile">);

/** Starts one stand-in by name, in this process; port 0 takes a free one, and `close` frees it. */
export function startSimulator(options: StartOptions): Promise<Simulator> {
  switch (options.name) {
    case "ap":
      return startAp({ ...options, secret: options.secret ?? demoSecrets.ap });
    case "bss97":
      return startBss97({ ...options, secret: options.secret ?? demoSecrets.bss });
    case "billing":
      return startBilling({ ...options, secret: options.secret ?? demoSecrets.bss });
    case "hotline":
      return startHotline(options);
    case "robots":
      return startRobots(options);
    case "stripe":
      return startStripeMock({ ...options, secretKey: options.secretKey ?? demoSecrets.stripeKey, webhookSecret: options.webhookSecret ?? demoSecrets.stripeWebhook });
    case "idp":
      return startIdp({ ...options, clientId: demoSecrets.idpClient, secret: demoSecrets.idp });
    case "push":
      return startPush(options);
    case "dns":
      return startDns(options);
    case "desk":
      return startDesk(options);
  }
}
