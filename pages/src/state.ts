// What the page shows, kept in the address: a link gives another person the same view.
export type View =
  | "situation" | "figures" | "compare" | "claim" | "review" | "changes" | "reports" | "sources";

export interface State {
  view: View;
  /** Only what was published by this day; empty: everything. */
  known: string;
  /** Happened within these days; empty on a side: open. */
  from: string;
  to: string;
  /** Everything else that a screen keeps: place, measure, claim, report, since, layer … */
  more: URLSearchParams;
}

const PATHS: Record<View, string> = {
  situation: "/", figures: "/figures", compare: "/compare", claim: "/claim", review: "/review", changes: "/changes",
  reports: "/reports", sources: "/sources",
};
const SHARED = ["known", "from", "to"];

export function readState(address: URL = new URL(location.href)): State {
  const found = (Object.keys(PATHS) as View[]).find((view) => PATHS[view] === address.pathname);
  const more = new URLSearchParams(address.search);
  more.delete("token");
  const shared = (name: string) => more.get(name) ?? "";
  const state: State = { view: found ?? "situation", known: shared("known"), from: shared("from"), to: shared("to"), more };
  for (const name of SHARED) more.delete(name);
  return state;
}

export function addressOf(state: State): string {
  const query = new URLSearchParams();
  for (const name of SHARED) {
    const value = state[name as "known" | "from" | "to"];
    if (value) query.set(name, value);
  }
  for (const [name, value] of state.more) query.append(name, value);
  const text = query.toString();
  return PATHS[state.view] + (text ? `?${text}` : "");
}

/** The address of a view with some of what it keeps changed; null drops a value. Days are kept. */
export function linkTo(state: State, view: View, more: Record<string, string | string[] | null> = {}): string {
  const kept = view === state.view ? new URLSearchParams(state.more) : new URLSearchParams();
  for (const [name, value] of Object.entries(more)) {
    kept.delete(name);
    if (value === null) continue;
    for (const one of Array.isArray(value) ? value : [value]) kept.append(name, one);
  }
  return addressOf({ ...state, view, more: kept });
}

type Listener = (state: State) => void;
const listeners = new Set<Listener>();
export const onState = (listener: Listener): void => void listeners.add(listener);

/** Go to an address of ours; `replace` for what is no step of its own, such as a slider on its way. */
export function go(address: string, replace = false): void {
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  const state = readState();
  for (const listener of listeners) listener(state);
}

export function patch(changed: Partial<Pick<State, "known" | "from" | "to">>, replace = false): void {
  go(addressOf({ ...readState(), ...changed }), replace);
}

/** Links of ours change the view without loading the page anew. */
export function followLinks(): void {
  addEventListener("popstate", () => {
    const state = readState();
    for (const listener of listeners) listener(state);
  });
  document.addEventListener("click", (event) => {
    const link = (event.target as Element | null)?.closest?.("a[href]");
    if (!(link instanceof HTMLAnchorElement) || link.target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const address = new URL(link.href);
    const ours = address.origin === location.origin && (Object.values(PATHS) as string[]).includes(address.pathname);
    if (!ours || event.button !== 0 || link.hasAttribute("download")) return;
    if (address.pathname === location.pathname && address.search === location.search && address.hash) return;
    event.preventDefault();
    go(address.pathname + address.search + address.hash);
  });
}
