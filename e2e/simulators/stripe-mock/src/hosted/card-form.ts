import { html, type Html } from "../../../kit/html";
import { passesLuhn } from "../core/test-cards";
import type { CardEntry } from "../core/methods";

export type FieldName = "cardNumber" | "cardExpiry" | "cardCvc" | "billingName" | "email";
export type CardInput = Record<FieldName, string>;
export type Problems = Partial<Record<FieldName, string>>;

const fieldNames: readonly FieldName[] = ["cardNumber", "cardExpiry", "cardCvc", "billingName", "email"];

export function cardInput(form: URLSearchParams): CardInput {
  return Object.fromEntries(fieldNames.map((name) => [name, (form.get(name) ?? "").trim().slice(0, 200)])) as CardInput;
}

/** A card as it was typed, or what is wrong with it, field by field. */
export function readCard(input: CardInput, now: Date): { entry: CardEntry } | { problems: Problems } {
  const number = input.cardNumber.replaceAll(/[\s-]/g, "");
  const expiry = expiryOf(input.cardExpiry);
  const digits = /^3[47]/.test(number) ? 4 : 3;
  const problems: Problems = {};
  if (number === "") problems.cardNumber = "请填写卡号";
  else if (!passesLuhn(number)) problems.cardNumber = "卡号不正确，请检查后重新填写";
  if (input.cardExpiry === "") problems.cardExpiry = "请填写有效期";
  else if (expiry === null) problems.cardExpiry = "有效期应为“月/年”，例如 12/30";
  else if (isPast(expiry, now)) problems.cardExpiry = "这张卡已过有效期";
  if (!new RegExp(`^\\d{${digits}}$`).test(input.cardCvc)) problems.cardCvc = input.cardCvc === "" ? "请填写安全码" : `安全码应为 ${digits} 位数字`;
  if (input.email !== "" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(input.email)) problems.email = "邮箱格式不正确，例如 name@example.com";
  if (Object.keys(problems).length > 0 || expiry === null) return { problems };
  return { entry: { number, ...expiry, email: input.email === "" ? null : input.email, name: input.billingName === "" ? null : input.billingName } };
}

function expiryOf(text: string): { month: number; year: number } | null {
  const found = /^(\d{1,2})\s*[/-]?\s*(\d{2}|\d{4})$/.exec(text);
  if (!found) return null;
  const month = Number(found[1]);
  const year = Number(found[2]);
  return month >= 1 && month <= 12 ? { month, year: year < 100 ? 2000 + year : year } : null;
}

function isPast({ month, year }: { month: number; year: number }, now: Date): boolean {
  return year < now.getUTCFullYear() || (year === now.getUTCFullYear() && month < now.getUTCMonth() + 1);
}

type FormOptions = { action: string; button: string; input: CardInput | null; problems: Problems; askEmail: boolean; note: string | null };

export function cardForm({ action, button, input, problems, askEmail, note }: FormOptions): Html {
  const first = fieldNames.find((name) => problems[name] !== undefined);
  const field = (name: FieldName, label: string, hint: string | null, attributes: string, keeps = true) => {
    const problem = problems[name];
    const described = [problem === undefined ? null : `${name}-error`, hint === null ? null : `${name}-hint`].filter((id) => id !== null).join(" ");
    const state = html`${problem === undefined ? null : html` aria-invalid="true"`}${described === "" ? null : html` aria-describedby="${described}"`}${first === name ? html` autofocus` : null}`;
    return html`<div class="field"><label for="${name}">${label}</label>
<input id="${name}" name="${name}" value="${keeps ? (input?.[name] ?? "") : ""}" ${{ markup: attributes }}${state}>
${problem === undefined ? null : html`<small class="wrong" id="${name}-error">${problem}</small>`}${hint === null ? null : html`<small id="${name}-hint">${hint}</small>`}</div>`;
  };
  return html`<form method="post" action="${action}" novalidate>
${field("cardNumber", "卡号", null, 'inputmode="numeric" autocomplete="cc-number" maxlength="40" required')}
<div class="pair">${field("cardExpiry", "有效期", "月/年，例如 12/30", 'inputmode="numeric" autocomplete="cc-exp" maxlength="9" required')}
${field("cardCvc", "安全码", "卡背面的 3 位数字", 'inputmode="numeric" autocomplete="cc-csc" maxlength="4" required', false)}</div>
${field("billingName", "持卡人姓名（可不填）", null, 'autocomplete="cc-name" maxlength="100"')}
${askEmail ? field("email", "邮箱（可不填）", null, 'type="email" autocomplete="email" maxlength="200"') : null}
${note === null ? null : html`<p class="soft">${note}</p>`}<button>${button}</button></form>
<details><summary>测试卡号</summary><ul><li><code>4242 4242 4242 4242</code> 付款成功</li><li><code>4000 0027 6000 3184</code> 需要银行验证</li>
<li><code>4000 0000 0000 0002</code> 银行拒绝</li><li><code>4000 0000 0000 9995</code> 余额不足</li></ul><p>有效期填将来的任一月份，安全码填任意 3 位数字。</p></details>`;
}
