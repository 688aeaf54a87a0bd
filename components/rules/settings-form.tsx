"use client";

import { type SyntheticEvent, useState } from "react";
import { fieldProblem, operationWords } from "@/messages/zh-CN";
import { parseYuan, typedYuan } from "@/server/kernel/money";
import type { ChannelRules, Operation } from "@/server/ordering/channel.rules";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, Stack } from "../ui/card";
import { Checkbox } from "../ui/choice";
import { TextField } from "../ui/text-field";
import { type Draft, useDraft } from "./use-draft";

type Province = { id: string; name: string };
const yuan = (fen: string | undefined) => (fen === undefined ? "" : typedYuan(BigInt(fen)));

/** Operations that any rule asks about being online, so that a switch is only shown for what it changes. */
const switchable = ({ rules, onlineFlows }: ChannelRules): Operation[] => [...new Set([...rules.filter(({ when }) => when.isFlowOffline).flatMap(({ when }) => when.operations ?? []), ...Object.values(onlineFlows).flat()])];

/** BO5: the settings that the rules ask for: where the portal is open, what goes online, and above which sum two people look. */
export function SettingsForm({ draft, provinces }: { draft: Draft; provinces: readonly Province[] }) {
  const { set, dutyProvinces } = draft;
  const { write, isBusy, problem } = useDraft(draft);
  const [portal, setPortal] = useState<readonly string[]>(set.portalProvinces);
  const [flows, setFlows] = useState(set.onlineFlows);
  const [limit, setLimit] = useState(yuan(set.amountLimitFen));
  const [limits, setLimits] = useState<Record<string, string>>(Object.fromEntries(Object.entries(set.provinceLimitsFen).map(([id, fen]) => [id, yuan(fen)])));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [isSaved, setIsSaved] = useState(false);
  const isMine = (id: string) => dutyProvinces === null || dutyProvinces.includes(id);
  const touched = <Value,>(apply: (value: Value) => void) => (value: Value) => { setIsSaved(false); apply(value); };

  async function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const common = parseYuan(limit);
    const own = provinces.flatMap(({ id }) => ((limits[id] ?? "").trim() === "" ? [] : [[id, parseYuan(limits[id] ?? "")] as const]));
    const found = { ...(common === null || common === 0n ? { limit: "amountMissing" } : {}), ...Object.fromEntries(own.filter(([, fen]) => fen === null).map(([id]) => [id, "amountMissing"])) };
    setErrors(found);
    const [first] = Object.keys(found);
    if (first) return document.getElementById(`setting-${first}`)?.focus();
    const onlineFlows = Object.fromEntries(Object.entries(flows).filter(([, named]) => named.length > 0));
    setIsSaved(await write({ rules: { ...set, portalProvinces: provinces.map(({ id }) => id).filter((id) => portal.includes(id)), onlineFlows, amountLimitFen: String(common), provinceLimitsFen: Object.fromEntries(own.map(([id, fen]) => [id, String(fen)])) } }));
  }

  return (
    <form method="post" onSubmit={send} noValidate>
      <Stack>
        {dutyProvinces && <Alert tone="info">您负责的省可以改；统一限额、规则和其他省由负责全平台的同事改。</Alert>}
        <Card><div className="max-w-sm"><TextField id="setting-limit" label="首年费用限额（元）" hint="超过的须二人审核；各省可以另定" inputMode="decimal" isRequired disabled={dutyProvinces !== null} value={limit} onChange={(event) => touched(setLimit)(event.target.value)} error={fieldProblem(errors.limit)} /></div></Card>
        {provinces.map(({ id, name }) => (
          <Card key={id} as="section" labelledBy={`province-${id}`}>
            <div className="grid items-start gap-x-6 gap-y-3 lg:grid-cols-[6rem_minmax(0,1fr)_16rem]">
              <h3 id={`province-${id}`} className="font-semibold">{name}</h3>
              <div className="flex flex-col gap-2">
                <Checkbox checked={portal.includes(id)} disabled={!isMine(id)} onChange={(event) => touched(setPortal)(event.target.checked ? [...portal, id] : portal.filter((one) => one !== id))} label={<><span className="sr-only">{name}</span>开通网上受理</>} />
                <fieldset className="flex flex-wrap gap-x-5 gap-y-1">
                  <legend className="text-[0.9em] text-ink-soft">放到网上的业务</legend>
                  {switchable(set).map((one) => <Checkbox key={one} checked={(flows[id] ?? []).includes(one)} disabled={!isMine(id)} onChange={(event) => touched(setFlows)({ ...flows, [id]: event.target.checked ? [...(flows[id] ?? []), one] : (flows[id] ?? []).filter((other) => other !== one) })} label={<><span className="sr-only">{name}</span>{operationWords[one]}</>} />)}
                </fieldset>
              </div>
              <TextField id={`setting-${id}`} label={<><span className="sr-only">{name}</span>本省限额（元）</>} hint="留空为统一限额" inputMode="decimal" disabled={!isMine(id)} value={limits[id] ?? ""} onChange={(event) => touched(setLimits)({ ...limits, [id]: event.target.value })} error={fieldProblem(errors[id])} />
            </div>
          </Card>
        ))}
        <FormProblem>{problem?.words}</FormProblem>
        <FormActions><Button type="submit" isBusy={isBusy}>保存设置</Button><span role="status" className="text-success">{isSaved ? "已保存" : ""}</span></FormActions>
      </Stack>
    </form>
  );
}
