// An event in a list: what, when, where, who says so, and the words of its first claim.
import { html, nothing, type TemplateResult } from "lit";
import type { EventRow, Spot } from "../api";
import { linkTo, type State } from "../state";
import { count } from "../words";
import { isVague } from "./clusters";

export function eventRow(event: EventRow, spot: Spot | undefined, state: State): TemplateResult {
  const voices = `${count(event.origins, "origin")} · ${count(event.outlets, "outlet")}`;
  return html`<a class="event" href=${linkTo(state, "claim", { claim: event.claim })}>
    <span class="event-title">${event.title}</span>
    <span class="event-facts">
      <span>${event.when}</span>
      ${spot ? html`<span>· ${isVague(spot) ? "about " : ""}${spot.name}</span>` : nothing}
      <span class="badge" title="independent origins, outlets that printed it">${voices}</span>
      ${event.disputed ? html`<span class="badge disputed">disputed</span>` : nothing}
      ${event.stance === "asserted" ? nothing : html`<span class="badge">${event.stance}</span>`}
    </span>
    <span class="source event-quote">${event.quote}</span>
  </a>`;
}
