import type { Html } from "./html";
import type { PageAnswer } from "./http";
import type { Effect, Ledger } from "./ledger";
import type { Route } from "./route";
import type { SwitchName, Switches } from "./switches";

export type Section = { title: string; lead?: string; content: Html };

/** A page or JSON view of the simulator's own, outside the agreed interface and never touched by the faults. */
export type View = { path: string; respond: (params: Record<string, string>, query: URLSearchParams, cookies: string) => PageAnswer | Promise<PageAnswer> };

/** What the kit lends to a simulator while it describes itself. */
export type Parts = { ledger: Ledger; switches: Switches; now: () => Date; url: () => string };

/** One stood-in system. State is whatever `apply` makes of the effects, so a reload is a replay. */
export type Definition = {
  title: string;
  lead: string;
  routes: readonly Route[];
  switches: readonly SwitchName[];
  /** `keyInBody` is for the demo's own message sink, which is no partner and has no shared secret; `own` for a vendor's interface that proves callers in its own way and knows no keys; `event` for the portal's own events (TMF630, hub), signed over time and body and known by their number. */
  protocol: "signed" | "keyInBody" | "own" | "event";
  /** A repeating system puts each posted message through twice while `duplicate` is on. */
  repeats?: boolean;
  /** The secrets that count, where there are others than the one that it was started with; by the path's own parameters. */
  secrets?: (params: Record<string, string>) => readonly string[];
  apply: (effect: Effect) => void;
  summarize: (effect: Effect) => string;
  sections: () => Section[];
  views?: readonly View[];
  /** Forms of its own page: what a person does inside the stood-in system. A sentence back says what is wrong, an effect is kept. */
  forms?: readonly { path: string; operation: string; submit: (form: URLSearchParams, at: string) => string | Record<string, unknown> }[];
  /** What happens inside the stood-in system itself, by operation. */
  ownLabels?: Readonly<Record<string, string>>;
  /** Set by a page that reloads itself; the switches then live at `/?refresh=off`, so that no one types into a reload. */
  refreshSeconds?: number;
  start?: () => void;
  stop?: () => void;
};

export type Host = { parts: Parts; definition: Definition; secret: string; signal: AbortSignal };
