"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import type { z } from "zod";
import { fieldWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import { AddRobot, type RobotList } from "@/server/notifications/robot.schema";
import { provinceName, provincesOf } from "@/server/platforms/province.rules";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { EmptyState } from "../patterns/empty-state";
import { formField, showFieldErrors } from "../patterns/form-field";
import { FormProblem } from "../patterns/form-layout";
import { StateBadge, type StateWords } from "../patterns/state-badge";
import { Button } from "../ui/button";
import { Card, CardHeader, Grid } from "../ui/card";
import { SelectField, TextField } from "../ui/text-field";

type Robot = z.output<typeof RobotList>[number];
const channelNames = { wecom: "企业微信", dingtalk: "钉钉" } as const;
const sent: StateWords<"waiting" | "sent" | "failed"> = { waiting: { word: "发送中", tone: "info" }, sent: { word: "最近一条已送达", tone: "success" }, failed: { word: "最近一条发送失败", tone: "danger" } };

/** NT6: the groups that are told what waits for staff. */
export function RobotDesk({ robots, platformId }: { robots: Robot[]; platformId: string }) {
  return (
    <Grid columns={2}>
      <Card as="section" labelledBy="robots">
        <CardHeader id="robots" title="已接通的群" />
        {robots.length === 0 && <EmptyState title="还没有提醒群" text="在右侧填写群机器人的密钥，保存后发一条测试消息。" />}
        <ul className="divide-y divide-line">{robots.map((robot) => <RobotLine key={robot.id} robot={robot} />)}</ul>
      </Card>
      <AddRobotForm platformId={platformId} />
    </Grid>
  );
}

function RobotLine({ robot }: { robot: Robot }) {
  const { refresh } = useRouter();
  const trpc = useTRPC();
  const [notice, setNotice] = useState("");
  const tryOut = useMutation(trpc.groupRobot.tryOut.mutationOptions({ onSuccess: () => { setNotice("测试消息已发出，请看群里。"); refresh(); } }));
  const remove = useMutation(trpc.groupRobot.remove.mutationOptions({ onSuccess: () => refresh() }));
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="min-w-0">
        <p className="font-medium">{robot.name}</p>
        <p className="text-ink-soft">{channelNames[robot.channel]} · {robot.provinceId ? provinceName(robot.provinceId) : "全平台"} · {formatInstant(robot.createdAt)} 添加</p>
        {robot.last && <StateBadge state={robot.last.state} words={sent} />}
        <p role="status" className="text-success empty:hidden">{notice}</p>
        <FormProblem>{problemOf(tryOut.error ?? remove.error)?.words}</FormProblem>
      </div>
      <div className="flex gap-2">
        <Button size="sm" variant="secondary" isBusy={tryOut.isPending} onClick={() => tryOut.mutate({ robotId: robot.id })}>发测试消息</Button>
        <Button size="sm" variant="secondary" aria-label={`移除 ${robot.name}`} isBusy={remove.isPending} onClick={() => remove.mutate({ robotId: robot.id })}>移除</Button>
      </div>
    </li>
  );
}

function AddRobotForm({ platformId }: { platformId: string }) {
  const { refresh } = useRouter();
  const form = useForm<z.input<typeof AddRobot>, unknown, z.output<typeof AddRobot>>({ resolver: zodResolver(AddRobot), defaultValues: { name: "", channel: "wecom", provinceId: "", key: "", signs: "" } });
  const add = useMutation(useTRPC().groupRobot.add.mutationOptions({ onSuccess: () => { form.reset(); refresh(); }, onError: (error) => { showFieldErrors(form, problemOf(error)?.fields); } }));
  const channel = useWatch({ control: form.control, name: "channel" });
  const provinces = provincesOf(platformId);
  const problem = problemOf(add.error);
  return (
    <Card as="section" labelledBy="add-robot">
      <CardHeader id="add-robot" title="添加提醒群" text="密钥加密保存，保存后不再显示。" />
      <form method="post" onSubmit={form.handleSubmit((values) => add.mutate(values))} noValidate className="flex flex-col gap-3">
        <TextField label="群名" {...formField(form, "name", fieldWords)} />
        <SelectField label="平台" {...formField(form, "channel", fieldWords)}>
          <option value="wecom">企业微信</option>
          <option value="dingtalk">钉钉</option>
        </SelectField>
        {provinces.length > 1 && (
          <SelectField label="省份" {...formField(form, "provinceId", fieldWords)}>
            <option value="">全平台</option>
            {provinces.map((province) => <option key={province.id} value={province.id}>{province.name}</option>)}
          </SelectField>
        )}
        <TextField label="机器人密钥" hint={channel === "wecom" ? "机器人网址中 key= 后面的部分" : "机器人网址中 access_token= 后面的部分"} autoComplete="off" spellCheck={false} {...formField(form, "key", fieldWords)} />
        {channel === "dingtalk" && <TextField label="加签密钥" hint="机器人安全设置里以 SEC 开头的一串" autoComplete="off" spellCheck={false} {...formField(form, "signs", fieldWords)} />}
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        <div><Button type="submit" isBusy={add.isPending}>添加</Button></div>
      </form>
    </Card>
  );
}
