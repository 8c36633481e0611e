// "Known by": only what was published by a day. A stop for each day on which something was; the last one is everything.
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { About } from "../api";
import { patch, type State } from "../state";
import { count, day } from "../words";
import "../styles/knownby.css";

let waiting = 0;

export function knownBy(state: State, about: About): TemplateResult | typeof nothing {
  const days = about.days;
  const last = days.length - 1;
  if (last < 1) return nothing;
  const upTo = (stop: number) => days.slice(0, stop + 1).reduce((sum, one) => sum + one.reports, 0);
  const words = (stop: number) =>
    stop >= last ? "everything read" : `${day(days[stop]?.day)} · ${count(upTo(stop), "report")}`;
  const later = days.findIndex((one) => one.day > state.known);
  const at = !state.known || later < 0 ? last : Math.max(0, later - 1);

  const move = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const stop = Number(input.value);
    input.setAttribute("aria-valuetext", words(stop));
    const output = input.parentElement?.querySelector("output");
    if (output) output.textContent = words(stop);
    clearTimeout(waiting);
    const known = stop >= last ? "" : (days[stop]?.day ?? "");
    waiting = window.setTimeout(() => patch({ known }, true), 200);
  };
  return html`<div class="knownby controls">
    <label for="knownby">Known by</label>
    <input
      id="knownby" type="range" min="0" max=${last} step="1"
      .value=${live(String(at))} aria-valuetext=${words(at)}
      @input=${move}
    />
    <output for="knownby" .textContent=${live(words(at))}></output>
    ${state.known ? html`<button type="button" @click=${() => patch({ known: "" })}>Everything</button>` : nothing}
  </div>`;
}
