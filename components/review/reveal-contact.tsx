"use client";

import { type UseMutationResult, useMutation } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { TextAnchor } from "../ui/anchor";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";

type Contact = { phone: string; email: string };

/** DP4: phone and mailbox in full after a reason was given; the look is on record and ends with the dialog. */
function Reveal({ ask }: { ask: Pick<UseMutationResult<Contact, unknown, string>, "mutate" | "data" | "error" | "isPending" | "reset"> }) {
  const [isOpen, setIsOpen] = useState(false);
  const [isShort, setIsShort] = useState(false);
  function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get("reason") ?? "").trim();
    setIsShort(reason.length < 4);
    if (reason.length >= 4) ask.mutate(reason);
  }
  return (
    <Dialog title="查看完整联系方式" text="查看会记入审计，企业可以查到。" isOpen={isOpen} onOpenChange={(next) => { setIsOpen(next); if (!next) ask.reset(); }} size="sm" trigger={<Button size="sm" variant="ghost">查看完整联系方式</Button>}>
      {ask.data ? (
        <p role="status" className="text-lg">
          <TextAnchor href={`tel:${ask.data.phone}`}>{ask.data.phone}</TextAnchor>
          <br />
          {ask.data.email}
        </p>
      ) : (
        <form method="post" onSubmit={send} noValidate className="flex flex-col gap-3">
          <TextField name="reason" label="原因" hint="例如：电话核对开户信息" maxLength={200} error={isShort ? "请写得具体一些" : undefined} />
          <FormProblem>{problemOf(ask.error)?.words}</FormProblem>
          <div><Button type="submit" isBusy={ask.isPending}>查看</Button></div>
        </form>
      )}
    </Dialog>
  );
}

export function RevealCustomerContact({ customerId }: { customerId: string }) {
  const reveal = useMutation(useTRPC().console.revealContact.mutationOptions());
  return <Reveal ask={{ ...reveal, mutate: (reason) => reveal.mutate({ customerId, reason }) }} />;
}

export function RevealApplicantContact({ openingId }: { openingId: string }) {
  const reveal = useMutation(useTRPC().review.revealOpeningContact.mutationOptions());
  return <Reveal ask={{ ...reveal, mutate: (reason) => reveal.mutate({ openingId, reason }) }} />;
}
