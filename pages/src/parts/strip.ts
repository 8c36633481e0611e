// A figure's claims on a strip: the day on which each was published across, its number upwards, lines for how they relate.
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import type { Mark, Relation, TollRow } from "../api";
import { go, linkTo, type State } from "../state";
import { count, day, label, range } from "../words";
import { joined, laneOf, placesOf, type Spot } from "./striplayout";
import { RELATIONS, relationName, type RelationKind } from "./terms";
import "../styles/strip.css";

/** A claim's name for those who do not see where it lies. */
export function nameOf(mark: Mark): string {
  const stands = mark.discounted ? "struck out by a person" : mark.standing ? (mark.accepted ? "accepted by a person" : "") : "no longer stands";
  return [
    mark.text || range(mark.low, mark.high),
    mark.outlet,
    mark.known ? day(mark.known) : "day not known",
    mark.source && mark.source !== mark.outlet ? `according to ${mark.source}` : "",
    mark.stance === "asserted" ? "" : label(mark.stance),
    stands,
  ].filter(Boolean).join(", ");
}

const said = (relation: Relation, marks: ReadonlyMap<string, Mark>): string => {
  const short = (id: string): string => {
    const mark = marks.get(id);
    return mark ? `${mark.text || range(mark.low, mark.high)} (${mark.outlet})` : "a claim elsewhere";
  };
  const words = relation.words ? ` “${relation.words}”` : "";
  return `${short(relation.a)} ${RELATIONS[relation.kind].forth} ${short(relation.b)}: ${relation.rule}${words}`;
};

/** Tell below the plot what is pointed at; lines that do not touch it step back. */
function point(event: Event): void {
  const on = (event.target as Element).closest<SVGElement>("[data-tells]");
  const figure = (event.currentTarget as Element).closest(".strip");
  const telling = figure?.querySelector(".telling");
  if (!figure || !telling) return;
  telling.textContent = on?.dataset["tells"] ?? "";
  const claim = on?.dataset["claim"];
  for (const line of figure.querySelectorAll<SVGElement>(".joint")) {
    const touches = line === on || (claim !== undefined && (line.dataset["a"] === claim || line.dataset["b"] === claim));
    line.classList.toggle("near", touches);
  }
  figure.classList.toggle("pointing", on !== null);
}

function shape(mark: Mark, spot: Spot): SVGTemplateResult {
  const { x, y, low, high, up, down } = spot;
  const bar = high !== low
    ? svg`<rect class="span" x=${x - 3} y=${high} width="6" height=${low - high} rx="2" />`
    : nothing;
  const arrow = (from: number, to: number, away: number) =>
    svg`<path class="open" d=${`M${x} ${from}V${to}M${x - 4} ${to - away * 5}L${x} ${to}L${x + 4} ${to - away * 5}`} />`;
  const dot = y === null
    ? nothing
    : mark.value === null && (mark.low !== null || mark.high !== null)
      ? svg`<path class="dot" d=${`M${x - 5} ${y}H${x + 5}`} />`
      : mark.low === null && mark.high === null && mark.value === null
        ? svg`<path class="dot" d=${`M${x} ${y - 5}l5 5l-5 5l-5 -5z`} />`
        : svg`<circle class="dot" cx=${x} cy=${y} r="4.5" />`;
  const at = y ?? (low + high) / 2;
  return svg`
    <rect class="reach" x=${x - 9} y=${Math.min(high, at) - 9} width="18" height=${Math.max(low, at) - Math.min(high, at) + 18} rx="6" />
    ${bar}${up === null ? nothing : arrow(Math.min(at, high), up, -1)}${down === null ? nothing : arrow(Math.max(at, low), down, 1)}
    ${dot}
    ${mark.accepted ? svg`<circle class="ring" cx=${x} cy=${at} r="8" />` : nothing}
    ${mark.discounted ? svg`<path class="crossed" d=${`M${x - 6} ${at - 6}l12 12m0 -12l-12 12`} />` : nothing}`;
}

function joint(relation: Relation, from: Spot, to: Spot, tells: string): SVGTemplateResult {
  const line = joined(from, to);
  const term = RELATIONS[relation.kind];
  return svg`<g class="joint ${relation.kind}" data-a=${relation.a} data-b=${relation.b} data-tells=${tells} tabindex="0" role="img" aria-label=${tells}>
    <title>${tells}</title>
    <path class="grip" d=${line.path} />
    <path class="line" d=${line.path} />
    ${term.directed ? svg`<path class="head" d="M0 0L-7 -3.5V3.5z" transform=${line.head} />` : nothing}
    ${term.sign ? svg`<text class="sign" x=${line.x} y=${line.y}>${term.sign}</text>` : nothing}
  </g>`;
}

/** The plot of a figure, `width` units wide, with what is pointed at in words below it. */
export function strip(row: TollRow, state: State, width: number): TemplateResult {
  const plan = placesOf(row.marks, width);
  const marks = new Map(row.marks.map((mark) => [mark.claim, mark]));
  const joints = row.relations.filter((one) => plan.spots.has(one.a) && plan.spots.has(one.b));
  const open = (event: MouseEvent, claim: string): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(linkTo(state, "claim", { claim }));
  };
  return html`<figure class="strip ${joints.length > 16 ? "busy" : ""}">
    <svg
      viewBox=${`0 0 ${width} ${plan.height}`} role="group"
      aria-label=${`${row.title}: ${count(row.marks.length, "claim")} by day of publication and number${plan.log ? ", on a logarithmic scale" : ""}`}
      @pointerover=${point} @pointerleave=${point} @focusin=${point} @focusout=${point}
    >
      ${plan.rows.map(
        (tick) => svg`<line class="grid" x1=${plan.left} x2=${plan.right} y1=${tick.at} y2=${tick.at} />
          <text class="tick" x=${plan.left - 6} y=${tick.at + 4} text-anchor="end">${tick.words}</text>`,
      )}
      ${plan.unnumbered ? svg`<text class="tick" x=${plan.left - 6} y=${laneOf(plan) + 4} text-anchor="end">words</text>` : nothing}
      ${plan.days.map(
        (tick) => svg`<line class="grid" x1=${tick.at} x2=${tick.at} y1=${plan.bottom} y2=${plan.bottom + 4} />
          <text class="tick" x=${tick.at} y=${plan.bottom + 17} text-anchor=${tick.anchor}>${tick.words}</text>`,
      )}
      ${joints.map((one) => joint(one, plan.spots.get(one.a) as Spot, plan.spots.get(one.b) as Spot, said(one, marks)))}
      ${row.marks.map((mark) => {
        const name = nameOf(mark);
        const kind = mark.discounted ? "discounted" : mark.standing ? "standing" : "fallen";
        return svg`<a class="told ${kind}" href=${linkTo(state, "claim", { claim: mark.claim })} aria-label=${name}
            data-claim=${mark.claim} data-tells=${name} @click=${(event: MouseEvent) => open(event, mark.claim)}>
            <title>${name}</title>${shape(mark, plan.spots.get(mark.claim) as Spot)}</a>`;
      })}
    </svg>
    ${plan.log ? html`<p class="soft small scale">Logarithmic scale</p>` : nothing}
    <p class="telling small" aria-hidden="true"></p>
  </figure>`;
}

/** The same as a table, with every relation in words. */
export function stripTable(row: TollRow, state: State): TemplateResult {
  const marks = new Map(row.marks.map((mark) => [mark.claim, mark]));
  const related = (mark: Mark) => row.relations.filter((one) => one.a === mark.claim || one.b === mark.claim);
  return html`<div class="wide" role="group" aria-label=${`Claims of ${row.title} as a table`} tabindex="0"><table class="small">
    <thead><tr><th scope="col">Published</th><th scope="col">As printed</th><th scope="col">Range</th><th scope="col">Source</th>
      <th scope="col">Outlet</th><th scope="col">Stands</th><th scope="col">Relations</th></tr></thead>
    <tbody>${row.marks.map((mark) => html`<tr>
      <td class="num">${day(mark.known) || "not known"}</td>
      <th scope="row"><a class="source" href=${linkTo(state, "claim", { claim: mark.claim })}>${mark.text}</a></th>
      <td class="num">${range(mark.low, mark.high)}</td>
      <td class="source">${mark.source}</td><td class="source">${mark.outlet}</td>
      <td>${mark.discounted ? "struck out by a person" : mark.standing ? (mark.accepted ? "yes, accepted by a person" : "yes") : "no"}</td>
      <td>${related(mark).map((one) => {
        const forth = one.a === mark.claim;
        const other = forth ? one.b : one.a;
        return html`<div>${RELATIONS[one.kind][forth ? "forth" : "back"]}
          <a href=${linkTo(state, "claim", { claim: other })}>${marks.get(other)?.text ?? "a claim of another figure"}</a>:
          ${one.rule}</div>`;
      })}</td></tr>`)}</tbody></table></div>`;
}

/** What the marks and lines mean. */
export function legend(): TemplateResult {
  const sample = (kind: string, mark: SVGTemplateResult, words: string) =>
    html`<li><svg viewBox="0 0 34 20" width="34" height="20" aria-hidden="true"><g class="told ${kind}">${mark}</g></svg> ${words}</li>`;
  const dot = svg`<circle class="dot" cx="17" cy="10" r="4.5" />`;
  return html`<details class="legend">
    <summary>What the marks and lines mean</summary>
    <ul>
      ${sample("standing", dot, "the number printed; the range rests on it")}
      ${sample("fallen", dot, "no longer stands: superseded or repeated")}
      ${sample("standing", svg`<rect class="span" x="14" y="3" width="6" height="14" rx="2" />`, "the range that the words allow")}
      ${sample("standing", svg`<path class="open" d="M17 18V3M13 8L17 3L21 8" />`, "open on that side: at least, at most")}
      ${sample("standing", svg`<path class="dot" d="M17 5l5 5l-5 5l-5 -5z" />`, "words without a number, such as dozens")}
      ${sample("standing", svg`${dot}<circle class="ring" cx="17" cy="10" r="8" />`, "accepted by a person")}
      ${sample("discounted", svg`${dot}<path class="crossed" d="M11 4l12 12m0 -12l-12 12" />`, "struck out by a person")}
      ${(Object.keys(RELATIONS) as RelationKind[]).map((kind) => html`<li>
        <svg viewBox="0 0 34 20" width="34" height="20" aria-hidden="true"><g class="joint ${kind}">
          <path class="line" d="M2 10H32" />${RELATIONS[kind].directed ? svg`<path class="head" d="M0 0L-7 -3.5V3.5z" transform="translate(33 10)" />` : nothing}
          <text class="sign" x="15" y="10">${RELATIONS[kind].sign}</text></g></svg> ${relationName(kind)}</li>`)}
    </ul>
  </details>`;
}
