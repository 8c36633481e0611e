// One claim with all that bears on it: its words in their report, who said so, every decision and what rests on it.
import { html, nothing, render, type TemplateResult } from "lit";
import { ask, type About, type ClaimView, type EventView, type ReportView } from "../api";
import { refresh } from "../main";
import { Judging } from "../parts/judging";
import { reading, reveal } from "../parts/reading";
import { RELATIONS } from "../parts/terms";
import { empty, type Screen } from "../screen";
import { linkTo, type State } from "../state";
import { day, label, range } from "../words";
import "../styles/claim.css";

type Claim = ClaimView["claim"];
type Actor = Claim["actors"][number];

const EVENTS = 4;
const BASES: Record<string, string> = {
  stated: "the words say so", tense: "only the tense says so", published: "the day of publication, for it is told in the present",
  event: "the text ties it to an event", none: "the text does not say",
};
const PRECISIONS: Record<string, string> = {
  exact: "a named place", near: "near a named place", admin2: "somewhere in a district", admin1: "somewhere in a province",
  country: "somewhere in a country",
};
const CHANGES: Record<string, string> = {
  gain: "takes hold", loss: "loses hold", hold: "holds", contest: "is fought over", besiege: "is besieged",
};

const claimLink = (state: State, claim: string, words: TemplateResult | string) =>
  html`<a href=${linkTo(state, "claim", { claim })}>${words}</a>`;

function sentence(view: ClaimView, state: State): TemplateResult {
  const whole = state.more.has("whole");
  const { claim, report } = view;
  const compared = linkTo(state, "compare", { report: [report.id] });
  return html`<section class="card said">
    <blockquote class="source" dir="auto"><span class="around">${view.lead}</span>${view.before}<mark>${view.quote}</mark>${view.after}<span class="around">${view.trail}</span></blockquote>
    <p class="small soft"><span class="source">${claim.outlet || report.name}</span>, ${day(claim.published) || "day of publication not known"}${report.dated === "given" || report.dated === "unknown" ? "" : ` (${report.dated})`}
      · <span class="source">${report.title}</span></p>
    <p class="small links controls">
      <a href=${linkTo(state, "claim", { claim: claim.id, whole: whole ? null : "1" })} aria-expanded=${String(whole)}>${whole ? "Put the whole report away" : "In the whole report"}</a>
      <a href=${compared}>Compare this report</a>
      ${/^https?:\/\//.test(report.url) ? html`<a href=${report.url} target="_blank" rel="noreferrer noopener">As published</a>` : nothing}
    </p>
  </section>`;
}

function chain({ claim }: ClaimView): TemplateResult {
  const last = claim.by.length - 1;
  const role = (n: number, kind: string) => (n === last && kind === "outlet" ? (n === 0 ? "Says so itself" : "Printed by") : n === 0 ? "Said by" : "Relayed by");
  return html`<section class="card"><h2>Who says so</h2>
    <ol class="chain">${claim.by.map((one, n) => html`<li>
      <span class="soft small">${role(n, one.kind)}</span>
      <strong class="source">${one.name}</strong>
      <span class="small soft">${label(one.kind)}${one.id ? ` · ${one.id}` : ""}</span>
      ${one.text && one.text !== one.name ? html`<span class="small">in the words <q class="source">${one.text}</q></span>` : nothing}
      ${one.cue ? html`<span class="small">by the word <q class="source">${one.cue}</q></span>` : nothing}
    </li>`)}</ol>
    ${claim.by.length ? nothing : html`<p class="soft">No source is told.</p>`}
    <p>Put forward as <strong>${label(claim.stance)}</strong>.</p>
  </section>`;
}

const party = (one: Actor) => html`<li><strong class="source">${one.name}</strong>
  ${one.id ? html`<code>${one.id}</code>` : html`<span class="badge open">not resolved</span>`}
  ${one.text !== one.name ? html`<span class="small">in the words <q class="source">${one.text}</q></span>` : nothing}
  ${one.sector ? html`<span class="small soft">${one.sector}</span>` : nothing}</li>`;

const parties = (ones: readonly Actor[]) =>
  ones.length ? html`<ul>${ones.map(party)}</ul>` : html`<span class="soft">not told</span>`;

function where(claim: Claim, state: State): TemplateResult {
  const place = claim.place;
  if (!place) return html`<span class="soft">not told</span>`;
  const radius = place.radius_km !== null && place.radius_km !== undefined ? ` · true point within about ${place.radius_km.toLocaleString("en")} km` : "";
  return html`<strong class="source">${place.name}</strong>
    ${place.id ? html`<code>${place.id}</code>` : html`<span class="badge open">not resolved</span>`}
    ${place.text !== place.name ? html`<span class="small">in the words <q class="source">${place.text}</q></span>` : nothing}
    <div class="small soft">${[place.id ? (PRECISIONS[place.precision] ?? place.precision) : "", place.admin1, place.country].filter(Boolean).join(" · ")}${radius}
      ${place.id && place.lat !== null ? html`· <a href=${linkTo(state, "situation", { at: place.id })}>on the map</a>` : nothing}</div>`;
}

function when(claim: Claim): TemplateResult {
  const { start, end, edtf, text, basis } = claim.valid ?? { basis: "none" };
  const days = start && end ? (start === end ? day(start) : `${day(start)} to ${day(end)}`) : start ? `from ${day(start)}` : end ? `by ${day(end)}` : "not told";
  return html`<strong>${days}</strong> ${edtf ? html`<code>${edtf}</code>` : nothing}
    ${text ? html`<span class="small">in the words <q class="source">${text}</q></span>` : nothing}
    <div class="small soft">${start && end ? (start === end ? "to the day" : "some time within these days") : "open on a side"} · ${BASES[basis ?? "none"] ?? basis}</div>`;
}

function counted(claim: Claim): TemplateResult | typeof nothing {
  const figure = claim.figure;
  if (!figure) return nothing;
  const more = [
    label(figure.measure), figure.population === "unknown" ? "not told who" : figure.population, figure.unit, label(figure.quantifier ?? "exact"),
    { stock: "at one time", flow: "within its days", cumulative: "running total" }[figure.flow ?? "flow"],
    figure.since ? `since ${day(figure.since)}` : "", figure.as_of ? `as of ${day(figure.as_of)}${figure.hour ? `, ${figure.hour}` : ""}` : "",
    figure.additional ? "comes on top of another figure" : "", figure.earlier ? "told as an older count" : "",
  ];
  return html`<dt>How many</dt><dd><strong class="num">${range(figure.low ?? null, figure.high ?? null)}</strong>
    <span class="small">in the words <q class="source">${figure.text}</q></span>
    <div class="small soft">${more.filter(Boolean).join(" · ")}</div></dd>`;
}

function facts({ claim }: ClaimView, state: State): TemplateResult {
  const plover = [claim.plover, claim.mode].filter(Boolean).join(" / ");
  const acled = [claim.acled, claim.sub_event].filter(Boolean).join(" / ");
  const notes = [
    claim.background ? "history, no news" : "", claim.caption ? "from a caption" : "", claim.part ? "only a part of the place" : "",
    claim.relation ? label(claim.relation) : "",
  ].filter(Boolean);
  return html`<section class="card"><h2>What it says</h2><dl class="facts">
    <dt>What</dt><dd><strong>${label(claim.frame)}</strong> <span class="soft small">${claim.kind}${notes.length ? ` · ${notes.join(" · ")}` : ""}</span>
      ${claim.change ? html`<div class="small">the one named ${CHANGES[claim.change] ?? claim.change}</div>` : nothing}
      ${claim.about ? html`<div class="small">about <q class="source">${claim.about}</q></div>` : nothing}</dd>
    <dt>Who</dt><dd>${parties(claim.actors)}</dd>
    <dt>To whom</dt><dd>${parties(claim.recipients)}</dd>
    ${counted(claim)}
    <dt>Where</dt><dd>${where(claim, state)}</dd>
    <dt>When</dt><dd>${when(claim)}</dd>
    <dt>Codes</dt><dd>PLOVER ${plover ? html`<code>${plover}</code>` : html`<span class="soft">none</span>`} · ACLED ${acled ? html`<code>${acled}</code>` : html`<span class="soft">none</span>`}</dd>
  </dl></section>`;
}

function decisions({ claim }: ClaimView): TemplateResult {
  return html`<section class="card"><h2 id="decisions">Every decision, with its rule</h2>
    ${claim.trace.length
      ? html`<div class="wide" role="group" aria-labelledby="decisions" tabindex="0"><table class="small">
          <thead><tr><th scope="col">Field</th><th scope="col">Value</th><th scope="col">Rule</th><th scope="col">Resting on the words</th></tr></thead>
          <tbody>${claim.trace.map((step) => html`<tr><th scope="row">${step.field}</th><td class="source">${step.value || "open"}</td>
            <td class="rule">${step.rule}</td><td class="source">${step.words}</td></tr>`)}</tbody></table></div>`
      : html`<p class="soft">None is kept.</p>`}
  </section>`;
}

function relations(view: ClaimView, state: State): TemplateResult {
  return html`<section class="card"><h2>How it stands to other claims</h2>
    ${view.relations.length
      ? html`<ul class="near">${view.relations.map((one) => html`<li>
          <strong>${RELATIONS[one.kind as keyof typeof RELATIONS]?.[one.direction === "from" ? "forth" : "back"] ?? label(one.kind)}</strong>
          ${claimLink(state, one.other.id, html`<span class="source">“${one.other.quote}”</span>`)}
          <div class="small soft"><span class="source">${one.other.outlet}</span>, ${day(one.other.published) || "day not known"} · rule: ${one.rule}</div></li>`)}</ul>`
      : html`<p class="soft">No other claim was found that it repeats, replaces or contradicts.</p>`}
  </section>`;
}

function rests(view: ClaimView, events: readonly EventView[], state: State): TemplateResult {
  const none = !view.tolls.length && !view.events.length && !view.control.length;
  const others = (event: EventView) => event.claims.filter((one) => one.id !== view.claim.id);
  return html`<section class="card"><h2>What rests on it</h2>
    ${none ? html`<p class="soft">No event, figure or holding.</p>` : nothing}
    ${view.tolls.length ? html`<h3>Figures</h3><ul>${view.tolls.map((one) => html`<li><a class="source" href=${linkTo(state, "figures", { figure: one.id })}>${one.title}</a></li>`)}</ul>` : nothing}
    ${view.events.length ? html`<h3>Events</h3><ul>${view.events.map((one) => {
      const event = events.find((other) => other.row.id === one.id);
      return html`<li><span class="source">${one.title}</span>
        ${event && others(event).length ? html`<details class="open-on-paper"><summary class="small">Told by other claims too: ${others(event).length}</summary><ul>${others(event).map((other) => html`<li class="small">
            ${claimLink(state, other.id, html`<span class="source">“${other.quote}”</span>`)} <span class="soft source">${other.outlet}, ${day(other.published) || "day not known"}</span></li>`)}</ul></details>
          ${event.merged.length ? html`<details class="open-on-paper"><summary class="small">Why they were put together</summary><ul>${event.merged.map((why) => html`<li class="small source">${why}</li>`)}</ul></details>` : nothing}` : nothing}</li>`;
    })}</ul>` : nothing}
    ${view.control.length ? html`<h3>Who holds what</h3><ul>${view.control.map((span) => html`<li>
      <span class="source">${span.place}</span>: ${span.status === "controls" ? "held by" : label(span.status)} <span class="source">${span.holder ?? "nobody known"}</span>,
      ${span.start ? day(span.start) : "since when is not told"}${span.end ? ` to ${day(span.end)}` : ", open"}
      <span class="soft small">${label(span.basis)}${span.against?.includes(view.claim.id) ? " · this claim says otherwise" : ""}</span></li>`)}</ul>` : nothing}
  </section>`;
}

/** Judged with all of its event or figure. */
const whole = (field: string): boolean => field === "event" || field === "figure";

function judged(view: ClaimView, about: About, judging: Judging): TemplateResult {
  return html`<section class="card"><h2>Judgements by people</h2>
    ${view.judgements.length
      ? html`<ol class="history">${view.judgements.map((one) => html`<li>
          <strong>${label(one.verdict)}</strong>${one.field && !whole(one.field) ? html` <span class="source">${one.field} → ${one.value || "open"}</span>` : nothing}
          ${one.subjects.includes(view.claim.id) && !whole(one.field) ? nothing : html`<span class="source">of ${one.about.join("; ")}</span>`}
          by <bdi>${one.author}</bdi>, ${day(one.made)}: <span class="source">${one.reason}</span>
          <span class="badge">${one.stands ? (one.unmet ? "stands, but fits no claim any more" : "stands") : "taken back"}</span>
          ${one.stands && about.writable ? judging.undoing(one.id, about) : nothing}</li>`)}</ol>`
      : html`<p class="soft">Nobody has judged this claim.</p>`}
    ${judging.draw(view, about)}
  </section>`;
}

interface Got {
  view: ClaimView;
  events: EventView[];
  report: ReportView | null;
}

async function fetched(claim: string, state: State, signal: AbortSignal): Promise<Got> {
  const { known } = state;
  const view = await ask<ClaimView>(`claims/${encodeURIComponent(claim)}`, { known }, signal);
  const [report, ...events] = await Promise.all([
    state.more.has("whole") ? ask<ReportView>(`reports/${encodeURIComponent(view.report.id)}`, { known }, signal) : null,
    ...view.events.slice(0, EVENTS).map((one) => ask<EventView>(`events/${encodeURIComponent(one.id)}`, { known }, signal)),
  ]);
  return { view, report, events };
}

function page({ view, events, report }: Got, state: State, about: About, judging: Judging): TemplateResult {
  const { claim } = view;
  const title = claim.figure ? `${label(claim.figure.measure)}: ${claim.figure.text}` : label(claim.frame);
  return html`<h1><span class="soft">Claim</span> <span class="source">${title}</span></h1>
    <div class="spread ${report ? "with-report" : ""}">
      <div class="column">
        ${sentence(view, state)}
        <div class="two">${chain(view)}${facts(view, state)}</div>
        ${rests(view, events, state)}${relations(view, state)}${decisions(view)}${judged(view, about, judging)}
      </div>
      ${report ? html`<aside class="pane" aria-label="The whole report" tabindex="0">${reading(report, { ...state, more: new URLSearchParams("whole=1") }, { chosen: new Set([claim.id]) })}</aside>` : nothing}
    </div>`;
}

let redraw = (): unknown => undefined;
const judging = new Judging(() => redraw(), refresh);
let revealed = "";

export const screen: Screen = {
  title: "Claim",
  async show(root, state, about, signal) {
    const claim = state.more.get("claim");
    if (!claim) {
      const [figures, situation] = [linkTo(state, "figures"), linkTo(state, "situation")];
      render(html`<h1>Claim</h1>${empty("No claim chosen", html`Every number and every event opens the claim that it rests on: start from the
        <a href=${figures}>figures</a> or the <a href=${situation}>map and timeline</a>.`)}`, root);
      return;
    }
    judging.meet(claim);
    const got = await fetched(claim, state, signal);
    if (signal.aborted) return;
    redraw = () => root.isConnected && render(page(got, state, about, judging), root);
    redraw();
    const shown = got.report ? claim : "";
    if (shown && shown !== revealed) reveal(root, claim);
    revealed = shown;
  },
};
