"use client";

import { useId, useState } from "react";
import { calculatorWords } from "@/messages/shop-parts";
import type { FirstPeriodRule, PriceComponent, SeatRule } from "../../server/catalog/price.schema";
import { formulaWords } from "../../server/catalog/formula.rules";
import { type RatedLine, firstBill, normalMonth, seatProblem, seatsTypedAs, totalFen } from "../../server/catalog/rating.rules";
import { firstYearFen } from "../../server/catalog/tariff.rules";
import { formatFen } from "../../server/kernel/money";
import type { Locale } from "../../server/platforms/locale.rules";

export type CalculatorPlan = { code: string; name: string; seatRule: SeatRule; firstPeriodRule: FirstPeriodRule; components: PriceComponent[] };
type CalculatorProps = {
  plans: readonly CalculatorPlan[];
  today: string;
  /** The order form's address up to its query. */
  orderPath: string;
  /** Text on the button, where an order becomes a hand-off to the counter. */
  orderLabel: string;
  locale: Locale;
};
type Words = (typeof calculatorWords)[Locale];

const control = "min-h-11 w-full min-w-0 rounded-md border border-line-strong bg-surface px-3 text-[1rem] aria-invalid:border-2 aria-invalid:border-danger";
const dayShape = /^\d{4}-\d{2}-\d{2}$/;

function problemWords(rule: SeatRule, seats: number, t: Words): string | null {
  const { seatsMin, seatsMax, seatStep, seatName } = rule;
  switch (seatProblem(rule, seats)) {
    case "notWhole":
      return t.notWhole;
    case "tooFew":
      return t.tooFew(seatsMin, seatName);
    case "tooMany":
      return t.tooMany(seatsMax, seatName);
    case "offStep":
      return t.offStep(seatsMin, seatStep, nearest(rule, seats));
    case null:
      return null;
  }
}
const nearest = ({ seatsMin, seatsMax, seatStep }: SeatRule, seats: number) => Math.min(seatsMax, Math.max(seatsMin, seatsMin + Math.round((seats - seatsMin) / seatStep) * seatStep));

/** What it will cost, by the very functions that make the order and the bill (SC10). */
export function Calculator({ plans, today, orderPath, orderLabel, locale }: CalculatorProps) {
  const t = calculatorWords[locale];
  const id = useId();
  const [code, setCode] = useState(plans[0]?.code ?? "");
  const plan = plans.find((entry) => entry.code === code) ?? plans[0];
  const [typedSeats, setTypedSeats] = useState<string | null>(null);
  const [typedDay, setTypedDay] = useState(today);
  if (!plan) return null;
  const { seatRule, components, firstPeriodRule } = plan;
  const hasSeats = seatRule.seatsMax > 1;
  const seats = hasSeats && typedSeats !== null ? seatsTypedAs(typedSeats) : seatRule.seatsMin;
  const problem = problemWords(seatRule, seats, t);
  const startOn = dayShape.test(typedDay) && typedDay >= today ? typedDay : today;
  const step = (by: number) => setTypedSeats(String(nearest(seatRule, Number.isFinite(seats) ? seats + by : seatRule.seatsMin)));
  const first = problem ? [] : firstBill(components, seats, startOn, firstPeriodRule, formulaWords[locale]);
  const month = problem ? [] : normalMonth(components, seats, formulaWords[locale]);
  return (
    <div className="rounded-lg border border-line bg-surface shadow-card">
      <div className="grid gap-4 p-5">
        {plans.length > 1 && (
          <div>
            <label htmlFor={`${id}-plan`} className="text-sm font-medium">
              {t.plan}
            </label>
            <select id={`${id}-plan`} value={plan.code} onChange={(event) => (setCode(event.target.value), setTypedSeats(null))} className={control}>
              {plans.map((entry) => (
                <option key={entry.code} value={entry.code}>
                  {entry.name}
                </option>
              ))}
            </select>
          </div>
        )}
        {hasSeats && (
          <div>
            <label htmlFor={`${id}-seats`} className="text-sm font-medium">
              {t.seats(seatRule.seatName)}
            </label>
            <div className="flex gap-2">
              <Step label={t.less(seatRule.seatStep)} sign="−" onClick={() => step(-seatRule.seatStep)} />
              <input id={`${id}-seats`} inputMode="numeric" value={typedSeats ?? String(seatRule.seatsMin)} onChange={(event) => setTypedSeats(event.target.value)} aria-invalid={problem !== null} aria-describedby={`${id}-problem`} className={`${control} figures text-center`} />
              <Step label={t.more(seatRule.seatStep)} sign="+" onClick={() => step(seatRule.seatStep)} />
            </div>
            <p id={`${id}-problem`} role="status" className="text-sm font-medium text-danger empty:hidden">
              {problem}
            </p>
          </div>
        )}
        <div>
          <label htmlFor={`${id}-day`} className="text-sm font-medium">
            {t.startsOn}
          </label>
          <input id={`${id}-day`} type="date" min={today} value={typedDay} onChange={(event) => setTypedDay(event.target.value)} className={`${control} figures`} />
        </div>
      </div>
      <div aria-live="polite" className="border-t border-line bg-paper p-5">
        {problem ? (
          <p className="text-sm text-ink-soft">{t.mendFirst}</p>
        ) : (
          <>
            <Bill title={t.first} lines={first} empty={t.firstEmpty} tax={t.tax} />
            <Bill title={t.month} lines={month} empty={t.monthEmpty} tax={t.tax} />
            <p className="flex items-baseline justify-between gap-4 pt-3 font-semibold">
              <span>{t.year}</span>
              <span className="figures text-xl">{formatFen(firstYearFen({ components, discounts: [] }, seats, startOn, firstPeriodRule))}</span>
            </p>
            <p className="mt-1 text-xs text-ink-faint">{t.note(components.some(({ kind }) => kind === "usage"))}</p>
            <a href={`${orderPath}${orderPath.includes("?") ? "&" : "?"}offering=${encodeURIComponent(plan.code)}&seats=${seats}`} className="mt-4 flex min-h-12 items-center justify-center rounded-md bg-accent px-5 font-medium text-on-accent hover:bg-accent-strong">
              {orderLabel}
            </a>
          </>
        )}
      </div>
    </div>
  );
}

function Step({ label, sign, onClick }: { label: string; sign: string; onClick: () => void }) {
  return (
    <button type="button" aria-label={label} onClick={onClick} className="size-11 shrink-0 rounded-md border border-line-strong bg-surface text-lg leading-none hover:border-accent hover:text-accent-strong">
      {sign}
    </button>
  );
}

function Bill({ title, lines, empty, tax }: { title: string; lines: readonly RatedLine[]; empty: string; tax: string }) {
  const taxFen = lines.reduce((sum, line) => sum + line.taxFen, 0n);
  return (
    <div className="border-b border-line pb-3 not-first:pt-3">
      <p className="flex items-baseline justify-between gap-4 font-medium">
        <span>{title}</span>
        <span className="figures text-lg">{formatFen(totalFen(lines))}</span>
      </p>
      {lines.length === 0 && <p className="text-sm text-ink-faint">{empty}</p>}
      <ul className="text-sm text-ink-soft">
        {lines.map((line) => (
          <li key={line.componentId} className="flex flex-wrap justify-between gap-x-4">
            <span>
              {line.name} <span className="text-ink-faint">{line.formula}</span>
            </span>
            <span className="figures ml-auto">{formatFen(line.grossFen)}</span>
          </li>
        ))}
      </ul>
      {taxFen > 0n && (
        <p className="text-right text-xs text-ink-faint">
          {tax} {formatFen(taxFen)}
        </p>
      )}
    </div>
  );
}
