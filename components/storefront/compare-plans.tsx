"use client";

import { useEffect, useId, useState } from "react";
import { calculatorWords, compareWords } from "@/messages/shop-parts";
import { firstBill, normalMonth, totalFen } from "../../server/catalog/rating.rules";
import { firstYearFen } from "../../server/catalog/tariff.rules";
import { formatFen } from "../../server/kernel/money";
import type { Locale } from "../../server/platforms/locale.rules";
import { type ComparedPlan, MOST_COMPARED, chosenOf, differs, ownLines, seatsFor } from "../../server/shop/compare.rules";

export type Ways = { line: string; application: string };
type CompareProps = { plans: readonly ComparedPlan[]; today: string; locale: Locale; /** Where the rules in force say that an order is handled (PN9). */ ways: Ways; /** Paths up to what names the product or plan. */ productsHref: string; solutionsHref: string; orderHref: string };
type Row = { key: string; name: string; values: string[] };

const control = "min-h-11 w-full min-w-0 rounded-md border border-line-strong bg-surface px-3 text-[1rem]";

/** The rows of figures and facts, each a text a plan, worked out by the functions that make order and bill (SC10). */
function rowsOf(plans: readonly ComparedPlan[], people: number, today: string, locale: Locale, ways: Ways): Row[] {
  const t = compareWords[locale];
  const [sums, seats] = [calculatorWords[locale], plans.map(({ seatRule }) => seatsFor(seatRule, people))];
  const money = (work: (plan: ComparedPlan, count: number) => bigint) => plans.map((plan, index) => (typeof seats[index] === "number" ? formatFen(work(plan, seats[index])) : t.notSoMany));
  return [
    { key: "seats", name: t.seats, values: plans.map(({ seatRule }, index) => (typeof seats[index] === "number" ? t.counted(seats[index], seatRule.seatName) : t.notSoMany)) },
    { key: "first", name: sums.first, values: money(({ components, firstPeriodRule }, count) => totalFen(firstBill(components, count, today, firstPeriodRule))) },
    { key: "month", name: sums.month, values: money(({ components }, count) => totalFen(normalMonth(components, count))) },
    { key: "year", name: sums.year, values: money(({ components, firstPeriodRule }, count) => firstYearFen({ components, discounts: [] }, count, today, firstPeriodRule)) },
    { key: "trial", name: t.trial, values: plans.map(({ trialDays }) => t.trialDays(trialDays)) },
    { key: "how", name: t.how, values: plans.map(({ needsLine }) => (needsLine ? ways.line : ways.application)) },
    { key: "provider", name: t.provider, values: plans.map(({ providerName }) => providerName) },
    { key: "hours", name: t.hours, values: plans.map(({ serviceHours }) => serviceHours) },
    { key: "data", name: t.data, values: plans.map(({ dataLocation }) => dataLocation) },
  ];
}

/** SC14: up to four plans side by side for so many people, what differs marked. The choice stands in the address. */
export function ComparePlans({ plans, today, locale, ways, productsHref, solutionsHref, orderHref }: CompareProps) {
  const t = compareWords[locale];
  const id = useId();
  const [named, setNamed] = useState<string | null>(null);
  const [people, setPeople] = useState("20");
  const [isDifferentOnly, setDifferentOnly] = useState(false);
  useEffect(() => {
    const asked = new URLSearchParams(location.search);
    setNamed(asked.get("plans") ?? "");
    setPeople(asked.get("people") ?? "20");
  }, []);
  const chosen = chosenOf(plans, named);
  const count = /^\d{1,4}$/.test(people.trim()) ? Math.max(1, Number(people)) : 1;
  const keep = (codes: readonly string[], nextPeople = people) => {
    setNamed(codes.join(","));
    setPeople(nextPeople);
    const query = new URLSearchParams({ ...(codes.length > 0 ? { plans: codes.join(",") } : {}), people: nextPeople }).toString();
    history.replaceState(history.state, "", `${location.pathname}?${query}`);
  };
  const codes = chosen.map(({ code }) => code);
  const rows = rowsOf(chosen, count, today, locale, ways).filter(({ values }) => !isDifferentOnly || differs(values));
  const includes = chosen.map((plan) => plan.includes);
  const free = plans.filter(({ code }) => !codes.includes(code));
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_10rem] lg:max-w-3xl">
        <div>
          <label htmlFor={`${id}-add`} className="text-sm font-medium">
            {t.add(MOST_COMPARED - chosen.length)}
          </label>
          <select id={`${id}-add`} value="" disabled={chosen.length >= MOST_COMPARED} onChange={(event) => keep([...codes, event.target.value])} className={control}>
            <option value="">{chosen.length >= MOST_COMPARED ? t.full : t.choose}</option>
            {[...new Set(free.map(({ productName }) => productName))].map((product) => (
              <optgroup key={product} label={product}>
                {free.filter(({ productName }) => productName === product).map((plan) => (
                  <option key={plan.code} value={plan.code}>
                    {product} · {plan.name}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </div>
        <div>
          <label htmlFor={`${id}-people`} className="text-sm font-medium">
            {t.people}
          </label>
          <input id={`${id}-people`} inputMode="numeric" value={people} onChange={(event) => keep(codes, event.target.value)} className={`${control} figures`} />
        </div>
      </div>
      {chosen.length === 0 ? (
        <p role="status" className="mt-8 rounded-lg border border-dashed border-line-strong bg-surface px-6 py-12 text-center text-ink-soft">
          {named === null ? t.loading : t.empty}
        </p>
      ) : (
        <>
          <label className="mt-5 inline-flex min-h-11 items-center gap-2 text-sm">
            <input type="checkbox" checked={isDifferentOnly} onChange={(event) => setDifferentOnly(event.target.checked)} className="size-5 accent-accent" />
            {t.differentOnly}
          </label>
          {/* Reachable by keyboard, since it scrolls by itself on a narrow screen: what axe asks for and this rule forbids. */}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div role="region" aria-label={t.table} tabIndex={0} className="relative mt-2 overflow-x-auto rounded-lg border border-line bg-surface">
            <table className="w-full border-collapse text-sm" style={{ minWidth: `${7 + chosen.length * 11}rem` }}>
              <thead>
                <tr className="border-b border-line align-top">
                  <th scope="col" className="sticky left-0 w-28 min-w-24 bg-surface p-4 text-left font-medium text-ink-soft">
                    {t.what}
                  </th>
                  {chosen.map((plan) => (
                    <th key={plan.code} scope="col" className="p-4 text-left">
                      <a href={`${plan.isSolution ? solutionsHref : productsHref}/${plan.productSlug}`} className="block min-h-6 font-normal text-ink-soft underline decoration-line-strong underline-offset-4 hover:text-accent-strong">
                        {plan.productName}
                      </a>
                      <span className="mt-0.5 block text-lg font-semibold">{plan.name}</span>
                      <button type="button" onClick={() => keep(codes.filter((code) => code !== plan.code))} aria-label={t.removeNamed(`${plan.productName} ${plan.name}`)} className="mt-1 min-h-8 text-accent-strong underline underline-offset-4">
                        {t.remove}
                      </button>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.key} className={`border-b border-line align-top ${chosen.length > 1 && differs(row.values) ? "bg-accent-soft/60" : ""}`}>
                    <th scope="row" className="sticky left-0 bg-surface p-4 text-left font-medium text-ink-soft">
                      {row.name}
                      {chosen.length > 1 && differs(row.values) && <span className="mt-1 block text-xs font-normal text-accent-strong">{t.different}</span>}
                    </th>
                    {row.values.map((value, index) => (
                      <td key={chosen[index]?.code} className="figures p-4">
                        {value}
                      </td>
                    ))}
                  </tr>
                ))}
                <tr className="border-b border-line align-top">
                  <th scope="row" className="sticky left-0 bg-surface p-4 text-left font-medium text-ink-soft">
                    {t.includes}
                  </th>
                  {chosen.map((plan, index) => {
                    const own = ownLines(includes, index);
                    return (
                      <td key={plan.code} className="p-4">
                        <ul className="flex flex-col gap-1.5">
                          {plan.includes.filter((line) => !isDifferentOnly || own.has(line)).map((line) => (
                            <li key={line} className={own.has(line) && chosen.length > 1 ? "border-l-3 border-accent pl-2 font-medium" : "pl-[0.6875rem]"}>
                              {line}
                              {own.has(line) && chosen.length > 1 && <span className="sr-only"> {t.different}</span>}
                            </li>
                          ))}
                        </ul>
                      </td>
                    );
                  })}
                </tr>
                <tr>
                  <td className="sticky left-0 bg-surface p-4" />
                  {chosen.map((plan) => (
                    <td key={plan.code} className="p-4">
                      <a href={`${orderHref}${orderHref.includes("?") ? "&" : "?"}offering=${encodeURIComponent(plan.code)}&seats=${seatsFor(plan.seatRule, count) ?? plan.seatRule.seatsMin}`} className="flex min-h-11 items-center justify-center rounded-md bg-accent px-4 text-center font-medium text-on-accent hover:bg-accent-strong">
                        {t.order}
                      </a>
                    </td>
                  ))}
                </tr>
              </tbody>
            </table>
          </div>
        </>
      )}
    </>
  );
}
