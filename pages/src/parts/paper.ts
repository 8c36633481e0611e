// On paper: light colours, whole lists, open what is shut and worth its room. All is put back afterwards.
type Part = (printing: boolean) => void;
const parts = new Set<Part>();

/** Tell a part of the page when it goes to paper and when it is back; the answer ends that. */
export function onPaper(part: Part): () => void {
  parts.add(part);
  return () => void parts.delete(part);
}

/** Once, at the start. */
export function followPaper(): void {
  const root = document.documentElement;
  let theme: string | undefined;
  let opened: HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    theme = root.dataset["theme"];
    root.dataset["theme"] = "light";
    root.classList.add("paper");
    opened = [...document.querySelectorAll<HTMLDetailsElement>("details.open-on-paper:not([open])")];
    for (const one of opened) one.open = true;
    for (const part of parts) part(true);
  });
  addEventListener("afterprint", () => {
    root.dataset["theme"] = theme ?? "";
    root.classList.remove("paper");
    for (const one of opened) one.open = false;
    for (const part of parts) part(false);
  });
}
