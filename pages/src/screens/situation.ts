// The first screen: map and timeline of one account, moved by two sliders, with every event beside them.
import "../styles/situation.css";
import { html, nothing, render, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { ask, type About, type Asked, type ControlView, type EventRow, type SituationView, type Spot, type StripView } from "../api";
import { eventRow } from "../parts/event-row";
import { isPlaced } from "../parts/clusters";
import { SituationMap } from "../parts/map";
import { heldCard, heldList, inOrder, legend, narrowed, type Where } from "../parts/panel";
import { Rows } from "../parts/rows";
import { knownBy, type Moved } from "../parts/knownby";
import { domainOf, domainTold, happened, spanAbout } from "../parts/sliders";
import { dated, meets, stretchesOf, stretchesTold, type Dated, type Stretch } from "../parts/spans";
import { Timeline, type Domain } from "../parts/timeline";
import { empty, loading, type Screen } from "../screen";
import { addressOf, go, linkTo, patch, readState, type State } from "../state";
import { count, day, toDay, toIso } from "../words";

const WAIT = 120; // ms that a slider rests before anything is asked for
const KEPT = 24; // answers kept, so that sliding back asks nothing
const WHOLE = 12_000; // the server's most rows in one answer; with more events it is asked for the chosen days only

type Control = Pick<ControlView, "on" | "places" | "held">;

const FRAME = html`<h1 class="unseen">Situation</h1>
  <section class="map-box" aria-label="Map"><div class="map"></div><div class="map-tools controls"></div></section>
  <section class="time" aria-label="Time"><canvas class="strip" role="img"></canvas><details class="key small"><summary>What the strip shows</summary>Columns: events by day, paler where only “by” or “from” that day is
      told. Lines below: somewhere within these days; they fade where a side is open.</details><div class="sliders controls"></div></section>
  <section class="panel" aria-label="Events">
    <div class="panel-top"></div>
    <div class="events" tabindex="0" role="region" aria-label="List of events"></div>
    <details class="hedged open-on-paper"><summary></summary><div class="hedged-rows" tabindex="0" role="region" aria-label="Planned or feared"></div></details>
  </section>`;

class Page {
  private readonly kept = new Map<string, unknown>();
  private readonly map: SituationMap;
  private readonly timeline: Timeline;
  private readonly rows: Rows<EventRow>;
  private readonly hedged: Rows<EventRow>;
  private answer: SituationView | null = null;
  private control: Control | null = null;
  private days: Dated[] = [];
  private stretches: Stretch[] = [];
  private filtered: { key: string; answer: SituationView | null; within: EventRow[]; listed: readonly EventRow[] } | null = null;
  private fitted: boolean;
  private typing = 0;

  constructor(readonly root: HTMLElement, private about: About, private state: State) {
    render(FRAME, root);
    const numbers = ["z", "lat", "lng"].map((name) => parseFloat(state.more.get(name) ?? ""));
    const [zoom = NaN, lat = NaN, lng = NaN] = numbers;
    this.fitted = numbers.every(Number.isFinite);
    this.map = new SituationMap(
      this.part("map"),
      {
        choose: (places) => this.keep({ at: places }),
        moved: (to, where) => this.remember({ z: String(to), lat: where.lat.toFixed(4), lng: where.lng.toFixed(4) }),
        tell: (held, spot) => {
          const box = document.createElement("div");
          render(heldCard(held, spot, this.control?.on ?? null, this.about.holders ?? [], this.state), box);
          return box;
        },
      },
      about.tiles ?? "",
      this.fitted ? { zoom, lat, lng } : null,
    );
    this.map.load().catch((why: unknown) => console.warn(why)); // without its ground the map still shows what is told
    this.timeline = new Timeline(this.part("strip"), (from, to, done) =>
      this.moved({ from: toIso(from), to: toIso(to) }, done),
    );
    const row = (event: EventRow) => eventRow(event, this.spot(event), this.state);
    const of = { row, key: (event: EventRow) => event.id, one: "event", guess: 110, framed: true };
    this.rows = new Rows(this.part("events"), of);
    this.hedged = new Rows(this.part("hedged-rows"), of);
  }

  end(): void {
    this.map.end();
    this.timeline.end();
    this.rows.end();
    this.hedged.end();
    clearTimeout(this.typing);
  }

  async show(state: State, about: About, signal: AbortSignal): Promise<void> {
    if (about.revision !== this.about.revision) this.kept.clear();
    this.about = about;
    this.state = state;
    this.draw();
    const { known, from, to } = state;
    const many = about.events > WHOLE;
    const days = many ? { first: from, last: to } : {};
    const [key, controlKey] = [JSON.stringify(["events", known, days]), JSON.stringify(["control", known, to])];
    if (this.answer && !(this.kept.has(key) && this.kept.has(controlKey)) && !(await rested(signal))) return;
    this.root.setAttribute("aria-busy", "true");
    const fresh = !this.kept.has(key);
    const answer = await this.ask<SituationView>(key, "situation", { known, on: to, ...days }, signal);
    if (fresh) this.kept.set(controlKey, answer); // it was asked for this very day
    const control = await this.ask<Control>(controlKey, "control", { known, on: to }, signal);
    // With more events than are listed the strip still tells of all of them.
    const strip = many ? await this.ask<StripView>(JSON.stringify(["strip", known]), "strip", { known }, signal) : null;
    if (signal.aborted) return;
    this.root.removeAttribute("aria-busy");
    if (answer !== this.answer) this.days = dated(answer.events);
    this.stretches = strip ? stretchesTold(strip) : stretchesOf(this.days);
    this.answer = answer;
    this.control = control;
    this.draw();
    if (!this.fitted) this.map.fit();
    this.fitted = true;
  }

  /** An answer as it was kept, or the server's. */
  private async ask<Answer>(key: string, path: string, asked: Asked, signal: AbortSignal): Promise<Answer> {
    const kept = this.kept.get(key) as Answer | undefined;
    if (kept) return kept;
    const found = await ask<Answer>(path, asked, signal);
    this.kept.set(key, found);
    const oldest = this.kept.keys().next().value;
    if (this.kept.size > KEPT && oldest !== undefined) this.kept.delete(oldest);
    return found;
  }

  private draw(): void {
    const { answer, control, state, about } = this;
    const range = { from: state.from ? toDay(state.from) : null, to: state.to ? toDay(state.to) : null };
    const near = domainTold(state.more.get("span"));
    const domain = near ?? domainOf(about);
    render(
      html`${happened(domain, range.from, range.to, this.moved, this.zoom(domain, near !== null, range.from, range.to))}${knownBy(about, state.known, this.moved)}`,
      this.part("sliders"),
    );
    this.timeline.show(this.stretches, domain, range.from, range.to);
    const strip = this.part("strip");
    const told = this.stretches.reduce((sum, one) => sum + one.events, 0);
    strip.setAttribute("aria-label", `${count(told, "event")} by day, ${day(toIso(domain.first))} to ${day(toIso(domain.last))}`);
    if (!answer || !control) {
      render(loading("Reading the account"), this.part("panel-top"));
      return;
    }
    const { within, listed } = this.filter(answer, range.from, range.to);
    render(this.tools(), this.part("map-tools"));
    render(this.top(answer, control, within, listed), this.part("panel-top"));
    this.rows.show(listed);
    render(html`Planned, feared or called for (${answer.unhappened.length})`, this.part<HTMLElement>("hedged summary"));
    this.part("hedged").hidden = answer.unhappened.length === 0;
    this.hedged.show(answer.unhappened);
    this.map.show({
      events: within, spots: answer.places, held: control.held, heldSpots: control.places, holders: about.holders ?? [],
      layers: this.layers(), chosen: new Set(state.more.getAll("at")),
    });
  }

  private filter(answer: SituationView, from: number | null, to: number | null) {
    const { more } = this.state;
    const by = {
      words: more.get("q") ?? "", disputed: more.has("disputed"), where: (more.get("where") ?? "all") as Where,
      chosen: new Set(more.getAll("at")),
    };
    const oldest = more.get("order") === "oldest";
    const key = JSON.stringify([from, to, by, [...by.chosen], oldest]);
    if (this.filtered?.key === key && this.filtered.answer === answer) return this.filtered;
    const within = this.days.filter((one) => meets(one, from, to)).map((one) => one.event);
    return (this.filtered = { key, answer, within, listed: inOrder(narrowed(within, answer.places, by), oldest) });
  }

  private zoom(domain: Domain, near: boolean, from: number | null, to: number | null): TemplateResult {
    const button = (name: string, span: string | null) =>
      html`<button type="button" class="small" @click=${() => this.keep({ span })}>${name}</button>`;
    const [low, high] = [from ?? domain.first, to ?? domain.last];
    // Where the chosen days are most of the strip there is nothing to come nearer to.
    const nearer = (from !== null || to !== null) && high - low < (domain.last - domain.first) / 2;
    return html`${nearer ? button("Zoom to these days", spanAbout(domain, from, to)) : nothing}${near ? button("All time", null) : nothing}`;
  }

  private layers(): { control: boolean; events: boolean } {
    const layer = this.state.more.get("layer");
    return { control: layer !== "events", events: layer !== "control" };
  }

  private tools(): TemplateResult {
    const now = this.state.more.get("layer") ?? "both";
    const layer = (name: string, title: string) =>
      html`<button type="button" aria-pressed=${now === name} @click=${() => this.keep({ layer: name === "both" ? null : name })}>${title}</button>`;
    return html`<div role="group" aria-label="Shown on the map">${layer("both", "Both")}${layer("control", "Control")}${layer("events", "Events")}</div>
      <button type="button" @click=${() => this.map.fit()}>Fit</button>`;
  }

  private top(answer: SituationView, control: Control, within: EventRow[], listed: readonly EventRow[]): TemplateResult {
    const { state, about } = this;
    const { more } = state;
    const holders = about.holders ?? [];
    const spots = within.map((event) => this.spot(event)).filter(isPlaced);
    const placeless = within.length - spots.length;
    const places = new Set(spots.map((spot) => spot.id)).size;
    const undated = state.from || state.to ? this.days.filter(({ start, end }) => start === null && end === null).length : 0;
    const chosen = state.more.getAll("at");
    const names = [...new Set(answer.places.filter((spot) => chosen.includes(spot.id)).map((spot) => spot.name))];
    const now = state.more.get("where") ?? "all";
    const where = (name: Where, title: string) =>
      html`<button type="button" aria-pressed=${now === name} @click=${() => this.keep({ where: name === "all" ? null : name, at: null })}>${title}</button>`;
    return html`<p class="summary" role="status">
        <strong>${count(within.length, "event")}</strong> in ${count(places, "place")} ·
        ${count(answer.reports, "report")}${state.known ? ` known by ${day(state.known)}` : ""}
        ${answer.more ? html`<br /><span class="warned">${count(answer.more, "older event")} left out: choose fewer days</span>` : nothing}
        ${undated ? html`<br /><span class="soft small">${count(undated, "event")} left out whose day is not told</span>` : nothing}
      </p>
      ${legend(control.held, holders, this.layers())}
      ${heldList(control.held, control.places, control.on, holders, state, (spot) => this.map.look(spot))}
      <div class="narrow controls">
        <input type="search" placeholder="Words in events" aria-label="Words in events" .value=${live(state.more.get("q") ?? "")}
          @input=${(event: Event) => this.type((event.target as HTMLInputElement).value)} />
        <label><input type="checkbox" .checked=${live(state.more.has("disputed"))}
          @change=${(event: Event) => this.keep({ disputed: (event.target as HTMLInputElement).checked ? "1" : null }, true)} /> disputed only</label>
        <select aria-label="Order of events" @change=${(event: Event) => this.keep({ order: (event.target as HTMLSelectElement).value || null }, true)}>
          ${[["", "Newest first"], ["oldest", "Oldest first"]].map(([value, name]) =>
            html`<option value=${value as string} ?selected=${(more.get("order") ?? "") === value}>${name}</option>`)}
        </select>
        <div role="group" aria-label="Where" class="where">
          ${where("all", `All ${within.length.toLocaleString("en")}`)}${where("map", `On the map ${spots.length.toLocaleString("en")}`)}${where("none", `No place ${placeless.toLocaleString("en")}`)}
        </div>
      </div>
      ${names.length
        ? html`<p class="chosen">Only ${names.slice(0, 4).join(", ")}${names.length > 4 ? ` and ${names.length - 4} more` : ""}
            (${listed.length}) <button type="button" class="small" @click=${() => this.keep({ at: null })}>All places</button></p>`
        : nothing}
      ${listed.length ? nothing : html`<p class="soft none" role="status">No event is told that fits what you chose.</p>`}`;
  }

  private spot(event: EventRow): Spot | undefined {
    return event.place === null ? undefined : this.answer?.places[event.place];
  }

  private readonly moved: Moved = (changed, done) => patch(changed, !done);

  private type(words: string): void {
    clearTimeout(this.typing);
    this.typing = window.setTimeout(() => this.keep({ q: words.trim() || null }, true), 200);
  }

  private keep(more: Record<string, string | string[] | null>, replace = false): void {
    go(linkTo(readState(), "situation", more), replace);
  }

  /** Into the address without drawing anew: the map has moved already. */
  private remember(more: Record<string, string>): void {
    const state = readState();
    if (state.view !== "situation") return;
    for (const [name, value] of Object.entries(more)) state.more.set(name, value);
    history.replaceState(null, "", addressOf(state));
    this.state = state;
  }

  private part<Found extends HTMLElement = HTMLElement>(name: string): Found & HTMLCanvasElement {
    return this.root.querySelector(`.${name}`) as Found & HTMLCanvasElement;
  }
}

/** Whether nothing newer came while the slider rested. */
const rested = (signal: AbortSignal): Promise<boolean> =>
  new Promise((done) => setTimeout(() => done(!signal.aborted), WAIT));

let page: Page | null = null;

export const screen: Screen = {
  title: "Situation",
  async show(root, state, about, signal) {
    if (about.reports === 0) {
      page?.end();
      page = null;
      render(empty("Nothing read yet", html`Add reports on the page <a href=${linkTo(state, "reports")}>Reports</a>.`), root);
      return;
    }
    if (page?.root !== root) {
      page?.end();
      page = new Page(root, about, state);
    }
    try {
      await page.show(state, about, signal);
    } catch (why) {
      if (!signal.aborted && page?.root === root) {
        page.end();
        page = null;
      }
      throw why;
    }
  },
};
