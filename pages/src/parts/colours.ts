// The tokens of main.css for what is drawn on canvas, and word of it when they change.
export type Ink = (token: string) => string;

/** Tokens as they stand now: ink("--land"). */
export function inks(): Ink {
  const style = getComputedStyle(document.documentElement);
  const known = new Map<string, string>();
  return (token) => {
    let found = known.get(token);
    if (found === undefined) known.set(token, (found = style.getPropertyValue(token).trim()));
    return found;
  };
}

/** Call back whenever light turns to dark or back; gives what ends it. */
export function onColours(changed: () => void): () => void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", changed);
  const watch = new MutationObserver(changed);
  watch.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => {
    system.removeEventListener("change", changed);
    watch.disconnect();
  };
}
