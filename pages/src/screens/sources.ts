// Sources: who says so, and through whom it reached us. Counted, never rated.
import { html, nothing, render, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { ask, type About, type SourcesView, type Speaker } from "../api";
import { knownBy } from "../parts/knownby";
import { empty, type Screen } from "../screen";
import { addressOf, go, linkTo, readState, type State } from "../state";
import { count, day, label } from "../words";
import "../styles/sources.css";

const MANY = 6;

const days = (one: Speaker): string =>
  !one.first ? "days not known" : one.first === one.last ? day(one.first) : `${day(one.first)} to ${day(one.last)}`;

function outlets(one: Speaker): TemplateResult | typeof nothing {
  if (one.kind === "outlet") return nothing;
  const [shown, rest] = [one.outlets.slice(0, MANY), one.outlets.length - MANY];
  return html`<p class="small">Came through <span class="source">${shown.join(", ")}</span>${rest > 0 ? ` and ${count(rest, "more outlet")}` : ""}</p>`;
}

function speaker(one: Speaker, state: State): TemplateResult {
  return html`<li class="card speaker">
    <h3><span class="source">${one.name}</span> ${one.kind === "outlet" ? nothing : html`<span class="badge">${label(one.kind)}</span>`}</h3>
    <p class="small num">${count(one.claims, "claim")} in ${count(one.reports, "report")} · <span class="soft">${days(one)}</span></p>
    ${outlets(one)}
    ${one.measures.length ? html`<p class="small soft">Numbers told: ${one.measures.map(label).join(", ")}</p>` : nothing}
    <details><summary class="small">${one.latest.length === 1 ? "What it said" : `What it said last (${one.latest.length} of ${one.claims.toLocaleString("en")})`}</summary>
      <ul class="latest">${one.latest.map((cited) => html`<li>
        <a class="source" dir="auto" href=${linkTo(state, "claim", { claim: cited.id })}>${cited.quote}</a>
        <div class="small soft"><span class="source">${cited.outlet}</span>, ${day(cited.published) || "day not known"} · ${label(cited.stance)}</div></li>`)}</ul>
    </details>
  </li>`;
}

function list(title: string, what: string, ones: readonly Speaker[], all: number, state: State): TemplateResult {
  const id = `list-${what}`;
  return html`<section aria-labelledby=${id}>
    <h2 id=${id}>${title} <span class="soft num">${all.toLocaleString("en")}</span></h2>
    ${ones.length
      ? html`<ul class="speakers">${repeat(ones, (one) => `${one.name}\n${one.kind}`, (one) => speaker(one, state))}</ul>`
      : html`<p class="soft">None fits.</p>`}
    ${all > ones.length ? html`<p class="soft">The ${ones.length.toLocaleString("en")} with most claims are listed. Search by name for the other ${(all - ones.length).toLocaleString("en")}.</p>` : nothing}
  </section>`;
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

function page(view: SourcesView, state: State, about: About): TemplateResult {
  const words = state.more.get("q") ?? "";
  const bare = addressOf({ ...state, known: "", more: new URLSearchParams() });
  return html`<header class="head"><h1>Sources</h1>
      <p><strong>Counted, not rated.</strong> <span class="soft">How often each is heard says nothing about whether it is right.</span></p></header>
    <div class="asked controls">${search(words)}${knownBy(state, about)}</div>
    <p class="unseen" role="status">${count(view.all_origins, "origin")}, ${count(view.all_outlets, "outlet")}</p>
    ${view.all_origins + view.all_outlets
      ? html`<div class="lists">
          ${list("Origins: who is said to say so", "origins", view.origins, view.all_origins, state)}
          ${list("Outlets: who printed it", "outlets", view.outlets, view.all_outlets, state)}</div>`
      : about.claims
        ? empty("Nobody fits", html`<a href=${bare}>Show all sources</a>.`)
        : empty("No sources yet", "They come with the reports that quote them.")}`;
}

export const screen: Screen = {
  title: "Sources",
  async show(root, state, about, signal) {
    const view = await ask<SourcesView>("sources", { known: state.known, words: state.more.get("q") }, signal);
    if (!signal.aborted) render(page(view, state, about), root);
  },
};
