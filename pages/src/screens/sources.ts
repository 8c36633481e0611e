// Sources: who says so, and through whom it reached us. Counted, never rated.
import { html, nothing, render, type TemplateResult } from "lit";
import { ask, type About, type SaidView, type SourcesView, type Speaker } from "../api";
import { knownBy } from "../parts/knownby";
import { Rows } from "../parts/rows";
import { empty, type Screen } from "../screen";
import { addressOf, go, linkTo, readState, type State } from "../state";
import { count, day, label } from "../words";
import "../styles/sources.css";

const MANY = 6;
const SAID = 50;

const LISTS = [
  { code: "origins", title: "Origins: who is said to say so" },
  { code: "outlets", title: "Outlets: who printed it" },
] as const;
type Code = (typeof LISTS)[number]["code"];

const keyOf = (code: Code, one: Speaker): string => `${code} ${one.name}`;

const days = (one: Speaker): string =>
  !one.first ? "days not known" : one.first === one.last ? day(one.first) : `${day(one.first)} to ${day(one.last)}`;

function outlets(code: Code, one: Speaker): TemplateResult | typeof nothing {
  if (code === "outlets") return nothing;
  const [shown, rest] = [one.outlets.slice(0, MANY), one.outlets.length - MANY];
  return html`<p class="small">Came through <span class="source">${shown.join(", ")}</span>${rest > 0 ? ` and ${count(rest, "more outlet")}` : ""}</p>`;
}

class Page {
  private view: SourcesView | null = null;
  private state: State;
  private readonly rows = new Map<Code, Rows<Speaker>>();
  /** What was asked of a source: its words, or why they did not come. */
  private readonly said = new Map<string, SaidView | Error>();
  private readonly open = new Set<string>();
  private of = "";

  constructor(readonly root: HTMLElement, private about: About) {
    this.state = readState();
  }

  show(view: SourcesView, state: State, about: About): void {
    const of = `${about.revision} ${state.known}`;
    if (of !== this.of) this.said.clear();
    [this.view, this.state, this.about, this.of] = [view, state, about, of];
    for (const key of this.open) if (!this.said.has(key)) this.open.delete(key);
    this.draw();
  }

  end(): void {
    for (const rows of this.rows.values()) rows.end();
  }

  private draw(): void {
    const { view, state, about } = this;
    if (!view) return;
    const words = state.more.get("q") ?? "";
    const bare = addressOf({ ...state, known: "", more: new URLSearchParams() });
    const none = view.all_origins + view.all_outlets === 0;
    render(
      html`<header class="head"><h1>Sources</h1>
          <p><strong>Counted, not rated.</strong> <span class="soft">How often each is heard says nothing about whether it is right.</span></p></header>
        <div class="asked controls">${search(words)}${knownBy(about, state.known)}</div>
        <p class="unseen" role="status">${count(view.all_origins, "origin")}, ${count(view.all_outlets, "outlet")}</p>
        ${none
          ? about.claims
            ? empty("Nobody fits", html`<a href=${bare}>Show all sources</a>.`)
            : empty("No sources yet", "They come with the reports that quote them.")
          : nothing}
        <div class="lists" ?hidden=${none}>${LISTS.map(({ code, title }) => this.section(code, title, view[code].length, view[`all_${code}`]))}</div>`,
      this.root,
    );
    for (const { code } of LISTS) {
      const frame = this.root.querySelector<HTMLElement>(`.list-${code}`) as HTMLElement;
      let rows = this.rows.get(code);
      if (!rows) this.rows.set(code, (rows = new Rows(frame, { row: (one) => this.speaker(code, one), key: (one) => keyOf(code, one), one: "source", guess: 150 })));
      rows.show(view[code]);
    }
  }

  private section(code: Code, title: string, shown: number, all: number): TemplateResult {
    const more = all - shown;
    return html`<section aria-labelledby="title-${code}">
      <h2 id="title-${code}">${title} <span class="soft num">${all.toLocaleString("en")}</span></h2>
      ${all ? nothing : html`<p class="soft">None fits.</p>`}
      <div class="speakers list-${code}"></div>
      ${more ? html`<p class="soft">The ${shown.toLocaleString("en")} with most claims are listed. Search by name for the other ${more.toLocaleString("en")}.</p>` : nothing}
    </section>`;
  }

  private speaker(code: Code, one: Speaker): TemplateResult {
    const open = this.open.has(keyOf(code, one));
    return html`<div class="card speaker">
      <h3><span class="source">${one.name}</span> ${one.kinds.map((kind) => html`<span class="badge">${label(kind)}</span> `)}</h3>
      <p class="small num">${count(one.claims, "claim")} in ${count(one.reports, "report")} · <span class="soft">${days(one)}</span></p>
      ${outlets(code, one)}
      ${one.measures.length ? html`<p class="small soft">Numbers told: ${one.measures.map(label).join(", ")}</p>` : nothing}
      <details ?open=${open} @toggle=${(event: Event) => this.toggled(code, one, (event.target as HTMLDetailsElement).open)}>
        <summary class="small">What it said</summary>${open ? this.quotes(code, one) : nothing}
      </details>
    </div>`;
  }

  private quotes(code: Code, one: Speaker): TemplateResult {
    const said = this.said.get(keyOf(code, one));
    if (!said) return html`<p class="small soft" role="status">Looking it up …</p>`;
    if (said instanceof Error) return html`<p class="small warned" role="alert">${said.message}</p>`;
    const left = said.total - said.claims.length;
    return html`<ul class="latest">${said.claims.map((cited) => html`<li>
        <a class="source" dir="auto" href=${linkTo(this.state, "claim", { claim: cited.id })}>${cited.quote}</a>
        <div class="small soft"><span class="source">${cited.outlet}</span>, ${day(cited.published) || "day not known"} · ${label(cited.stance)}</div></li>`)}
      ${left > 0 ? html`<li class="small soft">${count(left, "older passage")} not shown</li>` : nothing}</ul>`;
  }

  private async toggled(code: Code, one: Speaker, open: boolean): Promise<void> {
    const key = keyOf(code, one);
    if (open === this.open.has(key)) return;
    if (!open) {
      this.open.delete(key);
      return this.draw();
    }
    this.open.add(key);
    this.draw();
    const { of } = this;
    if (this.said.has(key) && !(this.said.get(key) instanceof Error)) return;
    const asked = { name: one.name, listed: code, known: this.state.known, limit: SAID };
    const said = await ask<SaidView>("sources/said", asked).catch((why: unknown) => (why instanceof Error ? why : new Error(String(why))));
    if (of !== this.of) return;
    this.said.set(key, said);
    this.draw();
  }
}

let waiting = 0;

function search(words: string): TemplateResult {
  const typed = (event: Event) => {
    const value = (event.target as HTMLInputElement).value;
    clearTimeout(waiting);
    // Only where the screen is still this one: a step away ends what was typed.
    waiting = window.setTimeout(() => {
      const now = readState();
      if (now.view === "sources") go(linkTo(now, "sources", { q: value || null }), true);
    }, 250);
  };
  return html`<label class="search">Name of a source or an outlet <input type="search" dir="auto" .value=${words} @input=${typed} /></label>`;
}

let page: Page | null = null;

export const screen: Screen = {
  title: "Sources",
  async show(root, state, about, signal) {
    const view = await ask<SourcesView>("sources", { known: state.known, words: state.more.get("q") }, signal);
    if (signal.aborted) return;
    if (page?.root !== root) {
      page?.end();
      page = new Page(root, about);
    }
    page.show(view, state, about);
  },
};
