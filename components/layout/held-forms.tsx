import { ReleaseForms } from "./release-forms";

const AWAKE = "kdsw:awake";

// Plain text, since it runs before any script of the page has come. A form that has an address of its own is the browser's to send.
const hold = `(() => {
  let held = null;
  const hold = (event) => {
    if (event.target.getAttribute("method") !== "post" || event.target.hasAttribute("action")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    held = event.target;
  };
  addEventListener("submit", hold, true);
  addEventListener("${AWAKE}", () => {
    removeEventListener("submit", hold, true);
    if (held && held.isConnected) held.requestSubmit();
  }, { once: true });
})();`;

/**
 * A form that is sent before its page is awake, by a click or the Enter key, waits with what was typed and is sent when the page is: on its
 * own the browser would send it to nobody and show it empty.
 */
export function HeldForms({ nonce }: { nonce: string | undefined }) {
  return (
    <>
      {/* Browsers hide a nonce that has served, so that the page's own script reads another value here. */}
      <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: hold }} />
      <ReleaseForms event={AWAKE} />
    </>
  );
}
