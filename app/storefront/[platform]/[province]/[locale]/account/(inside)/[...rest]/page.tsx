import { notFound } from "next/navigation";

/** Any address under the account that no page answers: the account's own not-found page, in its frame. */
export default function UnknownAccountPage(): never {
  notFound();
}
