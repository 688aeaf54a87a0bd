import type { Language } from "./template.rules";

const escapeHtml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

export type Letter = { subject: string; text: string; link?: { label: string; url: string } | null };

/** The same as plain text, its link in the last line. */
export const plainOf = ({ text, link }: Letter): string => (link ? `${text}\n\n${link.label}：${link.url}` : text);

const foot = { "zh-CN": "这是系统邮件，请勿直接回复。服务热线 10060。", en: "This is an automatic message; please do not reply. Hotline 10060." } as const;

/** A mail's HTML: every word of it escaped, since names and notes come from outside (promise 39). */
export function mailHtml({ subject, text, link }: Letter, language: Language = "zh-CN"): string {
  const paragraphs = text.split("\n").filter(Boolean).map((line) => `<p style="margin:0 0 12px">${escapeHtml(line)}</p>`).join("");
  const button = link ? `<p style="margin:20px 0"><a href="${escapeHtml(link.url)}" style="background:#0b5d4e;color:#fff;padding:10px 20px;border-radius:6px;text-decoration:none">${escapeHtml(link.label)}</a></p>` : "";
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head><body style="font:15px/1.7 'PingFang SC','Microsoft YaHei',sans-serif;color:#17211f;max-width:560px;margin:24px auto;padding:0 16px"><p style="font-weight:700;color:#0b5d4e;margin:0 0 16px">宽带商务</p>${paragraphs}${button}<p style="color:#5b6a66;font-size:13px;border-top:1px solid #d9e2df;padding-top:12px">${foot[language]}</p></body></html>`;
}
