// Figures: a row for each count that was told, with every claim of it, what they add up to, and on which rule.
import { html, nothing, render, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { ask, Refused, type About, type FiguresView, type Mark, type TollRow } from "../api";
import { knownBy } from "../parts/knownby";
import { legend, strip, stripTable } from "../parts/strip";
import { interest, statusName } from "../parts/terms";
import { empty, type Screen } from "../screen";
import { go, linkTo, type State } from "../state";
import { count, day, label, range } from "../words";
import "../styles/figures.css";

const PAGE = 25;
const WHOLE = 500; // the server's most in one answer
const NARROW = matchMedia("(max-width: 45rem)");

/** What the numbers of all rows are; each is told with the rule that makes it. */
const WAYS: [string, string, string][] = [
  ["", "Range", "all that the standing claims allow"],
  ["conservative", "Conservative", "the lowest count that a standing claim gives"],
  ["representative", "Representative", "the number that most origins give, one vote each"],
  ["informative", "Most informative", "the number of the claim whose words bind it most"],
  ["all", "All claims", "every claim, standing or not"],
];

const claimLink = (state: State, claim: string | undefined, words: string): TemplateResult | string =>
  claim ? html`<a href=${linkTo(state, "claim", { claim })}>${words}</a>` : words;

/** A side of the range, linked to a standing claim that sets it. */
const sideOf = (marks: readonly Mark[], side: "low" | "high", number: number): Mark | undefined =>
  marks.find((mark) => mark.standing && mark[side] === number) ??
  marks.find((mark) => mark.standing && mark.value === number);

function rangeLinks(row: TollRow, state: State): TemplateResult | string {
  const { low, high, marks } = row;
  const shown = (number: number) => number.toLocaleString("en");
  const to = (side: "low" | "high", number: number) =>
    claimLink(state, sideOf(marks, side, number)?.claim, shown(number));
  const first = marks.find((mark) => mark.standing) ?? marks[0];
  const words = low === null && high === null && first ? first.text : range(low, high);
  if (low === null || high === null || low === high || marks.filter((mark) => mark.standing).length < 2)
    return claimLink(state, (low === null && high === null ? first : sideOf(marks, low === null ? "high" : "low", (low ?? high) as number) ?? first)?.claim, words);
  return html`${to("low", low)} to ${to("high", high)}`;
}

function amount(row: TollRow, way: string, state: State): TemplateResult | string {
  if (way === "all")
    return html`<ul class="every">${row.marks.map((mark) => html`<li>
      ${claimLink(state, mark.claim, mark.text || range(mark.low, mark.high))}
      <span class="soft small source">${mark.source}, ${day(mark.known) || "day not known"}${mark.standing ? "" : mark.discounted ? ", struck out" : ", no longer stands"}</span></li>`)}</ul>`;
  if (way === "conservative" || way === "representative" || way === "informative") {
    const number = row[way];
    if (number === null) return html`<span class="soft">indeterminate</span>`;
    const found = row.marks.find((mark) => mark.standing && mark.value === number) ?? sideOf(row.marks, "low", number) ?? sideOf(row.marks, "high", number);
    return claimLink(state, found?.claim, number.toLocaleString("en"));
  }
  return rangeLinks(row, state);
}

function voices(row: TollRow): TemplateResult {
  const dependent = row.origins.filter((one) => !one.independent).length;
  return html`<details class="voices open-on-paper">
    <summary><span class="badge">${count(row.outlets.length, "outlet")} · ${count(row.origins.length, "origin")}</span>
      ${dependent ? html`<span class="small soft">${dependent} not independent</span>` : nothing}</summary>
    <ul>${row.origins.map((one) => html`<li>
      <strong class="source">${one.name}</strong> <span class="soft">(${label(one.kind)}; ${interest(one.interest)})</span>
      ${one.independent ? nothing : html`<span class="badge dependent">not independent: may repeat another voice</span>`}
      <div class="small source">${count(one.claims, "claim")} in ${one.outlets.join(", ")}</div></li>`)}</ul>
  </details>`;
}

/** A number in its range; words such as "dozens" as printed. */
const numberOf = (step: TollRow["history"][number], row: TollRow): string =>
  (step.low === null && step.high === null && row.marks.find((mark) => mark.claim === step.claim)?.text) || range(step.low, step.high);

function moved(row: TollRow, state: State): TemplateResult | typeof nothing {
  if (row.history.length < 2) return nothing;
  return html`<details class="moved open-on-paper" ?open=${row.history.length < 5}>
    <summary>How it moved: ${count(row.history.length, "step")}</summary>
    <ol>${row.history.map((step) => html`<li>
      ${step.known ? `from ${day(step.known)}` : "on a day not known"}:
      ${claimLink(state, step.claim, numberOf(step, row))}
      <span class="soft source">with ${step.source}</span></li>`)}</ol>
  </details>`;
}

function related(row: TollRow, state: State): TemplateResult | typeof nothing {
  if (!row.parts.length && !row.whole.length) return nothing;
  const links = (ones: TollRow["parts"]) =>
    ones.map((one) => html`<li><a href=${linkTo(state, "figures", { figure: one.id })}>${one.title}</a></li>`);
  return html`<div class="small related">
    ${row.whole.length ? html`<h3>Part of</h3><ul>${links(row.whole)}</ul>` : nothing}
    ${row.parts.length ? html`<h3>Parts of this figure, never added on top</h3><ul>${links(row.parts)}</ul>` : nothing}
  </div>`;
}

function rowOf(row: TollRow, state: State, way: string): TemplateResult {
  const who = [row.population === "unknown" ? "" : row.population, row.unit === "persons" && row.population !== "unknown" ? "" : row.unit].filter(Boolean).join(", ");
  const flow = { stock: "at one time", cumulative: "running total", flow: "" }[row.flow] ?? row.flow;
  const told = row.told && !row.when.includes(row.told) ? html` (<span class="source">“${row.told}”</span>)` : nothing;
  const [, name, rule] = WAYS.find(([key]) => key === way) ?? (WAYS[0] as [string, string, string]);
  return html`<article class="card toll" aria-labelledby=${`t-${row.id}`}>
    <div class="text">
      <h2 id=${`t-${row.id}`}><a class="source" href=${linkTo(state, "figures", { figure: row.id })}>${row.title}</a></h2>
      <p class="soft small">${[who, flow].filter(Boolean).join(" · ")}${who || flow ? " · " : ""}${row.when || "days not told"}${told}</p>
      <div class="amount num">${amount(row, way, state)} <small class="soft">${name.toLowerCase()}<span class="unseen">: ${rule}</span></small></div>
      <p class="status small"><span class="badge ${row.status}">${statusName(row.status)}</span> <span class="source">${row.grade}</span></p>
      ${voices(row)}${moved(row, state)}${related(row, state)}
    </div>
    <div class="plot">
      ${strip(row, state, NARROW.matches ? 340 : 600)}
      <details><summary class="small">As a table</summary>${stripTable(row, state)}</details>
    </div>
  </article>`;
}

function controls(view: FiguresView, state: State): TemplateResult {
  const has = (name: string) => state.more.get(name) ?? "";
  const set = (name: string) => (event: Event) =>
    go(linkTo(state, "figures", { [name]: (event.target as HTMLInputElement).value || null, page: null }));
  const choose = (name: string, words: string, values: readonly string[], say: (value: string) => string) => html`<label>
    ${words}
    <select @change=${set(name)}>
      <option value="" ?selected=${!has(name)}>all</option>
      ${values.map((value) => html`<option value=${value} ?selected=${has(name) === value}>${say(value)}</option>`)}
    </select></label>`;
  return html`<form class="filters" @submit=${(event: Event) => event.preventDefault()}>
    ${choose("measure", "Counted", view.measures, label)}
    <label>Place <input type="search" list="figure-places" .value=${has("place")} @change=${set("place")} placeholder="any" /></label>
    <datalist id="figure-places">${view.places.map((name) => html`<option value=${name}></option>`)}</datalist>
    ${choose("status", "Status", view.statuses, statusName)}
    <label>Reaching <input type="number" min="0" inputmode="numeric" .value=${has("least")} @change=${set("least")} placeholder="any number" /></label>
  </form>`;
}

function ways(state: State, way: string): TemplateResult {
  const rule = WAYS.find(([key]) => key === way)?.[2] ?? "";
  return html`<fieldset class="ways"><legend>Numbers shown</legend>
    ${WAYS.map(([key, name]) => html`<label><input type="radio" name="way" value=${key} .checked=${key === way}
      @change=${() => go(linkTo(state, "figures", { way: key || null }), true)} /> ${name}</label>`)}
    <span class="soft small">${rule}</span></fieldset>`;
}

function pager(view: FiguresView, state: State, page: number): TemplateResult | typeof nothing {
  const pages = Math.ceil(view.total / PAGE);
  if (pages < 2) return nothing;
  const shown = `${view.rows.length.toLocaleString("en")} of ${count(view.total, "figure")}`;
  if (!page)
    return html`<nav class="pager" aria-label="Pages of figures"><span class="num">${shown}${view.rows.length < view.total ? "; choose what is counted, or a place, to see the others" : ""}</span>
      <a class="controls" href=${linkTo(state, "figures", { page: null })}>${PAGE} to a page</a></nav>`;
  const to = (number: number, words: string) =>
    number < 1 || number > pages ? nothing : html`<a href=${linkTo(state, "figures", { page: number > 1 ? String(number) : null })}>${words}</a>`;
  return html`<nav class="pager" aria-label="Pages of figures"><span class="controls">${to(page - 1, "← Before")}</span>
    <span class="num">Page ${page} of ${pages}<span class="paper-only">: ${shown} are on this page</span></span>
    <span class="controls">${to(page + 1, "Next →")}</span>
    <a class="controls" href=${linkTo(state, "figures", { page: "all" })}>All on one page</a></nav>`;
}

async function fetched(state: State, page: number, signal: AbortSignal): Promise<FiguresView | null> {
  const one = state.more.get("figure");
  const { known } = state;
  if (!one) {
    const wanted = Object.fromEntries(["measure", "place", "status", "least"].map((name) => [name, state.more.get(name)]));
    return ask<FiguresView>("figures", { known, ...wanted, ...(page ? { limit: PAGE, offset: (page - 1) * PAGE } : { limit: WHOLE }) }, signal);
  }
  try {
    const row = await ask<TollRow>(`figures/${encodeURIComponent(one)}`, { known }, signal);
    return { known: known || null, total: 1, measures: [], places: [], statuses: [], rows: [row] };
  } catch (why) {
    if (why instanceof Refused && why.status === 404) return null;
    throw why;
  }
}

function page(view: FiguresView | null, state: State, about: About, number: number): TemplateResult {
  const way = state.more.get("way") ?? "";
  const single = state.more.has("figure");
  const all = linkTo(state, "figures", { figure: null, page: null });
  const bare = linkTo(state, "figures", { measure: null, place: null, status: null, least: null, page: null });
  const body = !view
    ? empty("This figure is not known on that day", html`Move “Known by”, or see <a href=${all}>all figures</a>.`)
    : view.rows.length
      ? repeat(view.rows, (row) => row.id, (row) => rowOf(row, state, way))
      : about.claims
        ? empty("No figure fits", html`<a href=${bare}>Take the filters away</a>, or let more be known.`)
        : empty("No figures yet", "They come from reports that tell how many.");
  return html`<header class="head"><h1>Figures</h1>
      <p class="soft" role="status">${view && !single ? `${count(view.total, "figure")}, contested ones first` : nothing}</p>
      ${single ? html`<p><a href=${all}>All figures</a></p>` : nothing}</header>
    <div class="controls">${knownBy(about, state.known)}
      <details class="narrowing" ?open=${!NARROW.matches}><summary>Filters, and which number is shown</summary>
        ${single || !view ? nothing : controls(view, state)}${ways(state, way)}${legend()}</details></div>
    <div class="rows">${body}</div>
    ${view && !single ? pager(view, state, number) : nothing}`;
}

let redraw = (): unknown => undefined;
NARROW.addEventListener("change", () => redraw());

export const screen: Screen = {
  title: "Figures",
  async show(root, state, about, signal) {
    const number = state.more.get("page") === "all" ? 0 : Math.max(1, Number(state.more.get("page")) || 1); // 0: all on one page
    root.setAttribute("aria-busy", "true");
    const view = await fetched(state, number, signal).finally(() => root.removeAttribute("aria-busy"));
    if (signal.aborted) return;
    redraw = () => root.isConnected && render(page(view, state, about, number), root);
    redraw();
  },
};
