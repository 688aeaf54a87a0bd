import { letterOf, templates, worded } from "./templates.rules";

export const appNoticeKinds = ["message", "upgrade"] as const;
export type AppNoticeKind = (typeof appNoticeKinds)[number];
export const appNoticeStates = ["draft", "sending", "sent", "stopped"] as const;
export type AppNoticeState = (typeof appNoticeStates)[number];

type Words = { specificationName: string; kind: AppNoticeKind; title: string; releaseVersion: string; body: string; link: string };

/** The message of a notice, in the portal's own words. */
export function appNoticeWorded({ specificationName: app, kind, title, releaseVersion, body, link }: Words) {
  const said = { app, title, body, address: link, hasLink: link !== "" };
  return kind === "upgrade" ? worded("app.upgrade", { ...said, release: releaseVersion }) : worded("app.message", said);
}

/** The same as a reader gets it, for whoever looks before it is sent. */
export function appNoticePreview(notice: Words, name: string): { subject: string; text: string } {
  const { kind, values } = appNoticeWorded(notice);
  const { subject, text } = letterOf(templates[kind]["zh-CN"], { values, greets: name, link: null }, "zh-CN");
  return { subject, text };
}
