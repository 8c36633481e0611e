// What happened within which days: two handles on one track (the other slider: knownby.ts).
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { About } from "../api";
import { day, toDay, toIso } from "../words";
import "../styles/sliders.css";
import type { Moved } from "./knownby";
import type { Domain } from "./timeline";

/** `zoom`: what leads nearer to the days chosen, or back to all days; a few days within years are a hair's breadth. */
export function happened(
  domain: Domain, from: number | null, to: number | null, moved: Moved, zoom: TemplateResult | typeof nothing,
): TemplateResult {
  const within = (value: number) => Math.min(domain.last, Math.max(domain.first, value));
  const [low, high] = [within(from ?? domain.first), within(to ?? domain.last)];
  const clear = (side: "from" | "to", value: number) =>
    !domain.part && value === (side === "from" ? domain.first : domain.last) ? "" : toIso(value);
  const slide = (side: "from" | "to", done: boolean) => (event: Event) => {
    const input = event.target as HTMLInputElement;
    const value = side === "from" ? Math.min(Number(input.value), high) : Math.max(Number(input.value), low);
    input.value = String(value);
    moved({ [side]: clear(side, value) }, done);
  };
  const handle = (side: "from" | "to", value: number, name: string) =>
    html`<input type="range" class=${side} min=${domain.first} max=${domain.last} .value=${live(String(value))}
      aria-label=${name} aria-valuetext=${day(toIso(value))} @input=${slide(side, false)} @change=${slide(side, true)} />`;
  return html`<div class="slider" role="group" aria-label="Happened">
    <div class="slider-words"><strong>Happened</strong>
      <output>${daysWords(from, to)}</output>
      ${from !== null || to !== null
        ? html`<button type="button" class="small" @click=${() => moved({ from: "", to: "" }, true)}>Any day</button>`
        : ""} ${zoom}</div>
    <div class="pair">${handle("from", low, "Happened from")}${handle("to", high, "Happened until")}</div>
  </div>`;
}

function daysWords(from: number | null, to: number | null): string {
  const [first, last] = [from, to].map((one) => (one === null ? "" : day(toIso(one))));
  if (!first && !last) return "any day";
  if (first === last) return `on ${first}`;
  return first && last ? `${first} – ${last}` : first ? `from ${first}` : `until ${last}`;
}

/** The days that the strip runs over; an event of decades ago does not squeeze all others together. */
export function domainOf(about: About): Domain {
  const published = about.days.map((one) => toDay(one.day));
  const [low, high] = [published[0] ?? toDay("2000-01-01"), published.at(-1) ?? toDay("2000-01-02")];
  const first = about.first ? Math.min(low, toDay(about.first)) : low;
  const last = about.last ? Math.max(high, toDay(about.last)) : high;
  const room = Math.max(365, high - low); // as long again before the first report, and after the last
  return { first: Math.max(first, low - room), last: Math.min(last, high + room) };
}

/** The days that the strip is to run over, from the address: "2012-11-10..2012-12-08"; null for all. */
export function domainTold(span: string | null): Domain | null {
  const [first, last] = (span ?? "").split("..").map((one) => (/^\d{4}-\d\d-\d\d$/.test(one) ? toDay(one) : NaN));
  return first !== undefined && last !== undefined && first < last ? { first, last, part: true } : null;
}

/** The chosen days with some room on both sides, as it stands in the address. */
export function spanAbout(domain: Domain, from: number | null, to: number | null): string {
  const [low, high] = [from ?? domain.first, to ?? domain.last];
  const room = Math.max(3, Math.round((high - low) / 4));
  return `${toIso(low - room)}..${toIso(high + room)}`;
}
