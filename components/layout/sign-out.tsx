import { useSay } from "#say";
/** Ends this sign-in; a plain form post, so that it works without JavaScript. */
export function SignOut() {
  const say = useSay();
  return (
    <form action="/api/sign-out" method="post">
      <button type="submit" className="min-h-6 px-1 text-sm text-accent-strong underline underline-offset-4">
        {say("退出")}
      </button>
    </form>
  );
}
