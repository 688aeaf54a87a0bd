import type { ComponentProps } from "react";
import { roleAboutWords, roleWords } from "@/messages/zh-CN";
import { givenRoles } from "@/server/accounts/member.schema";
import { RadioCards } from "../ui/choice";

/** One of the roles that an owner may give, each with what it is for. */
export function RoleChoice(props: Omit<ComponentProps<typeof RadioCards>, "options" | "columns">) {
  return <RadioCards {...props} columns={2} options={givenRoles.map((role) => ({ value: role, title: roleWords[role], text: roleAboutWords[role] }))} required />;
}
