// Beside the map: what is shown in one line, who holds what, and every event as a list that can be narrowed.
import { html, nothing, type TemplateResult } from "lit";
import type { EventRow, Held, Spot } from "../api";
import { linkTo, type State } from "../state";
import { count, day } from "../words";
import { isPlaced } from "./clusters";
import { heldWords, PATTERN_WORDS, patternOf, sideOf, swatch, type Pattern } from "./sides";

/** What a popup and the list tell of a place that somebody holds; every word can be followed to its claims. */
export function heldCard(held: Held, spot: Spot, on: string | null, holders: readonly string[], state: State): TemplateResult {
  const facts = [
    held.start ? html`from ${day(held.start)}` : held.since ? html`since “<span class="source">${held.since}</span>”` : nothing,
    held.last_told ? html`as last told on ${day(held.last_told)}` : nothing,
  ].filter((one) => one !== nothing);
  return html`<div class="held-card">
    <div>${swatch(sideOf(held.holder, holders), patternOf(held))} <strong>${spot.name}</strong></div>
    <div>${heldWords(held)}</div>
    <div class="soft small">on ${day(on)}${facts.map((one) => html`; ${one}`)}</div>
    <div class="small">${claimLinks("rests on", held.claims, state)} ${claimLinks("told otherwise", held.against, state)}</div>
  </div>`;
}

function claimLinks(words: string, ids: readonly string[], state: State): TemplateResult | typeof nothing {
  if (!ids.length) return nothing;
  const shown = ids.slice(0, 6);
  return html`<span>${words}:
    ${shown.map((id, at) => html`<a href=${linkTo(state, "claim", { claim: id })} aria-label="claim ${at + 1}">claim ${at + 1}</a> `)}
    ${ids.length > shown.length ? html`and ${ids.length - shown.length} more` : nothing}</span>`;
}

export function legend(held: readonly Held[], holders: readonly string[], layers: { control: boolean; events: boolean }): TemplateResult {
  const present = holders.filter((name) => held.some((one) => one.holder === name));
  const coloured = present.filter((name) => sideOf(name, holders));
  const others = present.filter((name) => !sideOf(name, holders));
  const patterns = [...new Set(held.map(patternOf))].filter((one): one is Pattern => one in PATTERN_WORDS);
  return html`<div class="legend" aria-label="Legend" role="group">
    ${layers.control
      ? html`${coloured.map((name) => html`<span>${swatch(sideOf(name, holders), "solid")} ${name}</span>`)}
          ${others.length ? html`<span title=${others.join(", ")}>${swatch(0, "solid")} ${count(others.length, "other holder")}</span>` : nothing}
          ${patterns.map((one) => html`<span class="soft">${swatch(0, one)} ${PATTERN_WORDS[one]}</span>`)}`
      : nothing}
    ${layers.events
      ? html`<span class="soft"><i class="disc" aria-hidden="true"></i> events, by number</span>
          <span class="soft"><i class="disc vague" aria-hidden="true"></i> only the area is told</span>`
      : nothing}
  </div>`;
}

export function heldList(
  held: readonly Held[], spots: readonly Spot[], on: string | null, holders: readonly string[], state: State,
  look: (spot: Spot) => void,
): TemplateResult {
  return html`<details class="held open-on-paper">
    <summary>Who holds what on ${day(on) || "the last day"} (${held.length})</summary>
    ${held.length
      ? html`<ul>
          ${held.slice(0, 300).map((one) => {
            const spot = spots[one.place];
            if (!spot) return nothing;
            return html`<li>
              ${heldCard(one, spot, on, holders, state)}
              <button type="button" class="small" @click=${() => look(spot)} aria-label="Show ${spot.name} on the map">On the map</button>
            </li>`;
          })}
        </ul>`
      : html`<p class="soft">No report known by then tells who holds any place on that day.</p>`}
  </details>`;
}

/**
 * The server tells oldest first. What lies within years counts from its first day: it is no news of its last; and of one
 * day what happened on it stands before what happened "by" it.
 */
export function inOrder(events: readonly EventRow[], oldest: boolean): readonly EventRow[] {
  if (oldest) return events;
  const rank = (event: EventRow) => `${event.start ?? event.end ?? ""} ${event.start === null ? 0 : event.start === event.end ? 2 : 1}`;
  const ranked = events.map((event) => [rank(event), event] as const);
  return ranked.sort(([one], [other]) => (one < other ? 1 : one > other ? -1 : 0)).map(([, event]) => event);
}

export type Where = "all" | "map" | "none";
export interface Narrowed { words: string; disputed: boolean; where: Where; chosen: ReadonlySet<string> }

/** The events that the panel lists; words are looked for in title, quote and names, in any order. */
export function narrowed(events: readonly EventRow[], spots: readonly Spot[], by: Narrowed): readonly EventRow[] {
  const wanted = by.words.toLowerCase().split(/\s+/).filter(Boolean);
  if (!wanted.length && !by.disputed && by.where === "all" && !by.chosen.size) return events;
  return events.filter((event) => {
    const spot = event.place === null ? undefined : spots[event.place];
    if (by.disputed && !event.disputed) return false;
    if (by.chosen.size && !(spot && by.chosen.has(spot.id))) return false;
    if (by.where === "none" && isPlaced(spot)) return false;
    if (by.where === "map" && !isPlaced(spot)) return false;
    if (!wanted.length) return true;
    const text = [event.title, event.quote, spot?.name ?? "", ...event.actors, ...event.recipients].join(" ").toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
