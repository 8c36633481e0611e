// "Known by": only what was published by a day. A stop for each day on which something was; the last one is everything.
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { About } from "../api";
import { patch } from "../state";
import { count, day } from "../words";
import "../styles/sliders.css";

export type Moved = (changed: { from?: string; to?: string; known?: string }, done: boolean) => void;

const WAIT = 200; // ms that the slider rests before anything is asked for
let waiting = 0;

/** What most screens do: the address changes, and with it what is asked for, once the slider rests. */
const slowly: Moved = (changed) => {
  clearTimeout(waiting);
  waiting = window.setTimeout(() => patch(changed, true), WAIT);
};

/** The stop of a day of knowing: the last day with reports that is not after it; the last stop for everything. */
function stopOf(days: About["days"], known: string): number {
  const later = days.findIndex((one) => one.day > known);
  return !known || later < 0 ? days.length - 1 : Math.max(0, later - 1);
}

export function knownBy(about: About, known: string, moved: Moved = slowly): TemplateResult | typeof nothing {
  const { days } = about;
  const last = days.length - 1;
  if (last < 1) return nothing;
  const knownAt = (stop: number) => (stop >= last ? "" : (days[stop]?.day ?? ""));
  const words = (stop: number, asked = knownAt(stop)) => {
    if (!asked) return `everything · ${count(about.reports, "report")}`;
    const sum = days.slice(0, stop + 1).reduce((all, one) => all + one.reports, 0);
    return `${day(asked)} · ${sum.toLocaleString("en")} of ${count(about.reports, "report")}`;
  };
  const slide = (done: boolean) => (event: Event) => {
    const input = event.target as HTMLInputElement;
    const stop = Number(input.value);
    input.setAttribute("aria-valuetext", words(stop));
    const output = input.closest(".slider")?.querySelector("output");
    if (output) output.textContent = words(stop);
    moved({ known: knownAt(stop) }, done);
  };
  const at = stopOf(days, known);
  return html`<div class="slider known-by controls">
    <div class="slider-words"><label for="known"><strong>Known by</strong></label>
      <output for="known" .textContent=${live(words(at, known))}></output>
      ${known ? html`<button type="button" class="small" @click=${() => moved({ known: "" }, true)}>Everything</button>` : nothing}
    </div>
    <input id="known" type="range" min="0" max=${last} step="1" .value=${live(String(at))} aria-valuetext=${words(at, known)}
      @input=${slide(false)} @change=${slide(true)} />
  </div>`;
}
