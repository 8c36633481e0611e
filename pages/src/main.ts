// The shell: heading, navigation, the screen of the moment. Screens are loaded when first asked for.
import { html, nothing, render } from "lit";
import { ask, Refused, type About } from "./api";
import { followPaper } from "./parts/paper";
import { failed, loading, notYetKnown, type Screen } from "./screen";
import { followLinks, linkTo, onState, readState, type State, type View } from "./state";
import { count, day, toIso } from "./words";

const SCREENS: Record<View, () => Promise<{ screen: Screen }>> = {
  situation: () => import("./screens/situation"),
  figures: () => import("./screens/figures"),
  compare: () => import("./screens/compare"),
  claim: () => import("./screens/claim"),
  review: () => import("./screens/review"),
  changes: () => import("./screens/changes"),
  reports: () => import("./screens/reports"),
  sources: () => import("./screens/sources"),
};
const MENU: [View, string][] = [
  ["situation", "Situation"], ["figures", "Figures"], ["compare", "Compare"], ["changes", "Changes"],
  ["review", "Review"], ["reports", "Reports"], ["sources", "Sources"],
];

const app = document.getElementById("app") as HTMLElement;
let about: About | null = null;
let running = new AbortController();

function shell(state: State): void {
  const chosen = localStorage.getItem("theme") ?? "";
  render(
    html`<header class="top">
        <a class="brand" href=${linkTo(state, "situation")}><span>Rashomon</span><small>${about?.title ?? ""}</small></a>
        <nav aria-label="Screens">
          ${MENU.map(
            ([view, name]) =>
              html`<a href=${linkTo(state, view)} aria-current=${view === state.view ? "page" : nothing}>${name}</a>`,
          )}
        </nav>
        <label class="theme"
          ><span class="unseen">Colours</span>
          <select @change=${(event: Event) => setTheme((event.target as HTMLSelectElement).value)}>
            ${[["", "System"], ["light", "Light"], ["dark", "Dark"]].map(
              ([value, name]) => html`<option value=${value as string} ?selected=${chosen === value}>${name}</option>`,
            )}
          </select></label
        >
      </header>
      <p class="paper-only small">${asked(state)} · printed on ${day(toIso(Date.now() / 86_400_000))}</p>
      <main id="main" tabindex="-1"></main>
      <footer>
        ${about
          ? html`${count(about.reports, "report")} · ${count(about.claims, "claim")} · ${count(about.events, "event")} ·
              <a href="/api/schema/swagger" data-plain target="_blank" rel="noopener">API</a> · Rashomon ${about.version}`
          : nothing}
      </footer>`,
    app,
  );
}

/** What the two sliders say, for who reads it on paper. */
function asked({ known, from, to }: State): string {
  const happened = from || to ? `Happened ${from ? `from ${day(from)}` : ""}${to ? ` until ${day(to)}` : ""} · ` : "";
  return `${happened}${known ? `Known by ${day(known)}` : "Everything read"}`;
}

function setTheme(theme: string): void {
  if (theme) localStorage.setItem("theme", theme);
  else localStorage.removeItem("theme");
  document.documentElement.dataset["theme"] = theme;
}

let drawn: View | null = null;

async function show(state: State): Promise<void> {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  shell(state);
  const main = document.getElementById("main") as HTMLElement;
  // Each screen owns an element of its own, so that lit never meets what another screen drew.
  let root = main.firstElementChild as HTMLElement | null;
  if (drawn !== state.view || root === null) {
    root = document.createElement("div");
    root.className = `screen ${state.view}`;
    main.replaceChildren(root);
    drawn = state.view;
    render(loading("Loading"), root);
    // On a telephone the menu is wider than the window: the screen's own name stays in sight.
    app.querySelector("nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  try {
    about ??= await ask<About>("about", {}, signal);
    shell(state);
    const { screen } = await SCREENS[state.view]();
    document.title = `${screen.title} · ${about.title} · Rashomon`;
    if (signal.aborted) return;
    await screen.show(root, state, about, signal);
    root.dataset["ready"] = "true";
  } catch (why) {
    if (signal.aborted) return;
    const unknown = why instanceof Refused && why.status === 404 && state.known;
    render(unknown ? notYetKnown(state) : failed(why, () => void show(readState())), root);
    root.dataset["ready"] = "true";
  }
}

/** Ask anew what is shown, after something was added or judged. */
export async function refresh(): Promise<void> {
  about = null;
  await show(readState());
}

setTheme(localStorage.getItem("theme") ?? "");
followLinks();
followPaper();
onState((state) => void show(state));
void show(readState());
