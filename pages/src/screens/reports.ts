// What was read: every report with how its day is known and what repeats it; one report's text; adding more.
import { html, nothing, render, type TemplateResult } from "lit";
import { ask, type About, type ReportLine, type ReportsView, type ReportView } from "../api";
import { refresh } from "../main";
import { Adding } from "../parts/adding";
import { Correcting } from "../parts/correcting";
import { knownBy } from "../parts/knownby";
import { reading } from "../parts/reading";
import { Rows } from "../parts/rows";
import { empty, loading, type Screen } from "../screen";
import { go, linkTo, readState, type State } from "../state";
import { count, day } from "../words";
import "../styles/reports.css";

const MOST = 4;

let draw = (): void => {};
const adding = new Adding(() => draw(), async () => refresh());
const correcting = new Correcting(
  () => draw(),
  async (what) => {
    if (what === "withdraw") history.replaceState(null, "", linkTo(readState(), "reports", { report: null }));
    await refresh();
  },
);
let rows: Rows<ReportLine> | null = null;

/** How the day is known, in words; the window where it was inferred. */
function dated(line: ReportLine): string {
  if (line.dated === "inferred") {
    const [first, last] = line.window ?? [null, null];
    if (first && last) return `inferred: ${day(first)} to ${day(last)}`;
    if (first || last) return `inferred: ${first ? `from ${day(first)}` : `until ${day(last)}`}`;
    return "inferred from the text";
  }
  return { given: "given", page: "read off the page", unknown: "" }[line.dated] ?? line.dated;
}

function fits(line: ReportLine, words: readonly string[]): boolean {
  const told = [line.outlet, line.published, day(line.published), line.title, line.name, ...line.agencies].join(" ").toLowerCase();
  return words.every((word) => told.includes(word));
}

class Page {
  private readonly byName: Map<string, ReportLine>;
  private readonly found: ReportLine[];

  constructor(
    private readonly root: HTMLElement,
    private readonly state: State,
    private readonly about: About,
    private readonly view: ReportsView,
    private readonly opened: ReportView | null,
  ) {
    this.byName = new Map(view.reports.map((line) => [line.name, line]));
    const words = this.words.toLowerCase().split(/\s+/).filter(Boolean);
    this.found = view.reports.filter((line) => fits(line, words)).reverse();
  }

  private get words(): string {
    return this.state.more.get("q") ?? "";
  }

  private get picked(): string[] {
    return this.state.more.getAll("pick");
  }

  private pick(id: string, on: boolean): void {
    const next = on ? [...this.picked, id] : this.picked.filter((one) => one !== id);
    go(linkTo(this.state, "reports", { pick: next }), true);
  }

  private copies(line: ReportLine): TemplateResult | typeof nothing {
    if (!line.copies.length) return nothing;
    const told = line.copies.map((name) => this.byName.get(name)?.outlet || name);
    const ids = [line.id, ...line.copies.flatMap((name) => this.byName.get(name)?.id ?? [])].slice(0, MOST);
    return html`<a class="badge" href=${linkTo(this.state, "compare", { report: ids })}
      >same text as <bdi>${told[0]}</bdi>${told.length > 1 ? ` and ${count(told.length - 1, "more")}`.replace("mores", "more") : ""}</a
    >`;
  }

  row(line: ReportLine): TemplateResult {
    const on = this.picked.includes(line.id);
    return html`<div class="row ${line.id === this.opened?.line.id ? "open" : ""}">
      <input
        type="checkbox"
        class="controls"
        aria-label=${`Compare: ${line.title}, ${line.outlet}`}
        .checked=${on}
        ?disabled=${!on && this.picked.length >= MOST}
        @change=${(event: Event) => this.pick(line.id, (event.target as HTMLInputElement).checked)}
      />
      <span class="when num"
        >${day(line.published) || "day not known"}<span class="soft small">${dated(line)}</span></span
      >
      <span class="what">
        <a class="source head" dir="auto" href=${linkTo(this.state, "reports", { report: line.id })}>${line.title || line.name}</a>
        <span class="small soft"
          ><bdi>${line.outlet || "outlet not known"}</bdi> · ${count(line.claims, "claim")}${line.agencies.length
            ? html` · credits <bdi>${line.agencies.join(", ")}</bdi>`
            : nothing}</span
        >
        ${this.copies(line)}
      </span>
    </div>`;
  }

  private rejected(): TemplateResult | typeof nothing {
    const { rejected } = this.view;
    if (!rejected.length) return nothing;
    return html`<details class="rejected card">
      <summary>${count(rejected.length, "report")} could not be read</summary>
      <ul>
        ${rejected.slice(0, 500).map((one) => html`<li><bdi class="source">${one.name}</bdi>: <span class="soft">${one.why}</span></li>`)}
      </ul>
      ${rejected.length > 500 ? html`<p class="soft small">The first 500 are shown.</p>` : nothing}
    </details>`;
  }

  private list(): TemplateResult {
    if (!this.view.reports.length) {
      return empty("No reports yet", this.about.writable ? "Drop files here, or open “Add reports”." : "Nothing was read, or nothing is known by that day.");
    }
    const total = this.view.reports.length;
    return html`<div class="tools controls">
        <label
          >Filter <span class="unseen">by outlet, day, headline or agency</span>
          <input
            type="search"
            placeholder="outlet, day, headline, agency"
            .value=${this.words}
            @input=${(event: Event) => go(linkTo(this.state, "reports", { q: (event.target as HTMLInputElement).value || null }), true)}
        /></label>
        <span class="soft small num" role="status"
          >${this.found.length === total ? count(total, "report") : `${this.found.length.toLocaleString("en")} of ${count(total, "report")}`}</span
        >
        ${this.picked.length
          ? html`<span class="picked">
              ${this.picked.length > 1
                ? html`<a class="go" href=${linkTo(this.state, "compare", { report: this.picked })}>Compare ${this.picked.length}</a>`
                : html`<span class="soft small">Choose one more to compare</span>`}
              <button type="button" @click=${() => go(linkTo(this.state, "reports", { pick: [] }), true)}>Clear</button>
            </span>`
          : nothing}
      </div>
      ${this.found.length ? nothing : html`<p class="quiet">No report fits “<bdi>${this.words}</bdi>”.</p>`}`;
  }

  private text(): TemplateResult | typeof nothing {
    const view = this.opened;
    if (!view) return nothing;
    const { line } = view;
    const web = /^https?:\/\//i.test(line.url);
    return html`<article class="open-report" aria-label="Report">
      <p class="controls"><a href=${linkTo(this.state, "reports", { report: null })}>Close</a></p>
      <h2><bdi>${line.outlet || "Outlet not known"}</bdi>, ${day(line.published) || "day not known"}</h2>
      <dl class="small">
        <dt>Day</dt><dd>${dated(line) || "not known"}</dd>
        <dt>File</dt><dd class="source">${line.name}</dd>
        ${line.url
          ? html`<dt>Address</dt>
              <dd class="source">${web ? html`<a href=${line.url} rel="noopener noreferrer" target="_blank">${line.url}</a>` : line.url}</dd>`
          : nothing}
        ${line.agencies.length ? html`<dt>Credits</dt><dd><bdi>${line.agencies.join(", ")}</bdi></dd>` : nothing}
        ${line.copies.length ? html`<dt>Copies</dt><dd>${this.copies(line)}</dd>` : nothing}
        <dt>SHA-256</dt><dd class="source digest">${line.sha256}</dd>
      </dl>
      ${correcting.draw(line, this.about)}
      <p class="soft small">
        ${line.claims ? html`${count(line.claims, "claim")}: choose an underlined stretch to open its claim.` : "No claims were found in this text."}
      </p>
      ${reading(view, this.state)}
    </article>`;
  }

  draw(): void {
    render(
      html`<h1>Reports</h1>
        ${adding.draw(this.about.writable)} ${adding.over ? html`<p class="drop-here" aria-hidden="true">Drop to add</p>` : nothing}
        ${correcting.withdrawn(this.about)} ${this.rejected()} ${this.opened ? nothing : knownBy(this.about, this.state.known)}
        <div class="pair ${this.opened ? "with-text" : ""}">
          <section class="listing" aria-label="Reports read">${this.list()}<div class="lines"></div></section>
          ${this.text()}
        </div>`,
      this.root,
    );
    const frame = this.root.querySelector<HTMLElement>(".lines") as HTMLElement;
    if (!rows?.isIn(frame)) {
      rows?.end();
      rows = new Rows<ReportLine>(frame, { row: (line) => page?.row(line) ?? html``, key: (line) => line.id, one: "report", guess: 70 });
    }
    rows.show(this.found);
  }
}

let page: Page | null = null;
let list: { key: string; view: ReportsView } | null = null;
let text: { key: string; view: ReportView } | null = null;

export const screen: Screen = {
  title: "Reports",
  async show(root, _state, about, signal) {
    const state = readState();
    if (!root.dataset["ready"]) render(loading("Loading the reports"), root);
    const key = `${about.revision} ${state.known}`;
    if (list?.key !== key) list = { key, view: await ask<ReportsView>("reports", { known: state.known }, signal) };
    const id = state.more.get("report");
    if (id && text?.key !== `${key} ${id}`) {
      text = { key: `${key} ${id}`, view: await ask<ReportView>(`reports/${encodeURIComponent(id)}`, { known: state.known }, signal) };
    }
    const shown = (page = new Page(root, state, about, list.view, id ? (text?.view ?? null) : null));
    const before = root.querySelector(".open-report h2")?.textContent;
    draw = () => shown.draw();
    shown.draw();
    adding.listen(about.writable, signal);
    const after = root.querySelector<HTMLElement>(".open-report");
    if (after && after.querySelector("h2")?.textContent !== before && matchMedia("(max-width: 60rem)").matches) {
      after.scrollIntoView();
    }
  },
};
