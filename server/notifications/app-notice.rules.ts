export const appNoticeKinds = ["message", "upgrade"] as const;
export type AppNoticeKind = (typeof appNoticeKinds)[number];
export const appNoticeStates = ["draft", "sending", "sent", "stopped"] as const;
export type AppNoticeState = (typeof appNoticeStates)[number];

type Words = { specificationName: string; kind: AppNoticeKind; title: string; releaseVersion: string; body: string; link: string };

/** What a mail's head and a push say. */
export const appNoticeSubject = ({ specificationName, kind, title, releaseVersion }: Words): string => (kind === "upgrade" ? `${specificationName} 已升级到 ${releaseVersion}：${title}` : `${specificationName}：${title}`);

/** The mail to one reader; who has no name with us is greeted without one. */
export const appNoticeText = (notice: Words, name: string): string => `${name === "" ? "" : `${name}，`}您好：\n${notice.body}${notice.link ? `\n详情：${notice.link}` : ""}`;
