// Reports side by side: what they agree on, where they differ and why, what one alone tells.
import { html, nothing, render, type TemplateResult } from "lit";
import { ask, type About, type CompareView, type Lit, type Matter, type ReportLine, type ReportsView } from "../api";
import { reading, reveal, unitsOf } from "../parts/reading";
import { empty, loading, type Screen } from "../screen";
import { go, linkTo, readState, type State } from "../state";
import { count, day } from "../words";
import "../styles/compare.css";

const MOST = 4;
const LETTERS = "ABCDEF";
const FOUND = 40;

type Verdict = Matter["verdict"];
interface Group {
  name: string;
  verdict: Verdict;
  matters: Matter[];
}

let list: { key: string; view: ReportsView } | null = null;
let shown: { key: string; view: CompareView } | null = null;
let words = "";
let picking = false;

async function reportsOf(about: About, state: State, signal: AbortSignal): Promise<ReportsView> {
  const key = `${about.revision} ${state.known}`;
  if (list?.key !== key) list = { key, view: await ask<ReportsView>("reports", { known: state.known }, signal) };
  return list.view;
}

async function comparisonOf(about: About, state: State, ids: string[], signal: AbortSignal): Promise<CompareView> {
  const key = [about.revision, state.known, ...ids].join(" ");
  if (shown?.key !== key) {
    shown = { key, view: await ask<CompareView>("compare", { report: ids, known: state.known }, signal) };
  }
  return shown.view;
}

/** Differences first; what one alone tells, report by report. */
export function groupsOf(view: CompareView): Group[] {
  const of = (verdict: Verdict): Matter[] => view.matters.filter((one) => one.verdict === verdict);
  const teller = (matter: Matter) => matter.sides.find((side) => side.claims.length)?.report;
  return [
    { name: "Differ", verdict: "differ", matters: of("differ") },
    { name: "Agree", verdict: "agree", matters: of("agree") },
    ...view.reports.map((report, number): Group => ({
      name: `Only in ${LETTERS[number]}`,
      verdict: "only",
      matters: of("only").filter((one) => teller(one) === report.line.name),
    })),
  ];
}

const outletOf = (line: ReportLine): string => line.outlet || "outlet not known";
const dayOf = (line: ReportLine): string => day(line.published) || "day not known";

function picker(view: ReportsView, state: State, ids: string[], redraw: () => void): TemplateResult {
  const asked = words.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (line: ReportLine): boolean => {
    const told = `${line.outlet} ${line.published ?? ""} ${day(line.published)} ${line.title} ${line.name}`.toLowerCase();
    return asked.every((one) => told.includes(one));
  };
  const found = view.reports.filter((line) => !ids.includes(line.id) && fits(line)).reverse(); // the newest first
  return html`<section class="picker card controls" aria-label="Choose reports">
    <label
      >Search by outlet, day or headline
      <input
        type="search"
        autocomplete="off"
        .value=${words}
        @input=${(event: Event) => {
          words = (event.target as HTMLInputElement).value;
          redraw();
        }}
    /></label>
    <p class="soft small" role="status">
      ${found.length > FOUND ? `${count(found.length, "report")}; the first ${FOUND} are shown` : count(found.length, "report")}
    </p>
    <ul>
      ${found.slice(0, FOUND).map(
        (line) => html`<li>
          <button
            type="button"
            @click=${() => {
              words = "";
              picking = ids.length + 1 < 2;
              go(linkTo(state, "compare", { report: [...ids, line.id], matter: null, tab: null }));
            }}
          >
            <span class="source head" dir="auto">${line.title}</span>
            <span class="soft small"><bdi>${outletOf(line)}</bdi> · ${dayOf(line)} · ${count(line.claims, "claim")}</span>
          </button>
        </li>`,
      )}
    </ul>
  </section>`;
}

function chips(lines: readonly ReportLine[], state: State, redraw: () => void): TemplateResult {
  const ids = lines.map((line) => line.id);
  return html`<ul class="chips">
    ${lines.map(
      (line, number) => html`<li class="chip">
        <b class="letter">${LETTERS[number]}</b>
        <span class="told"><bdi>${outletOf(line)}</bdi> <span class="soft">${dayOf(line)}</span></span>
        <a
          class="drop"
          href=${linkTo(state, "compare", { report: ids.filter((id) => id !== line.id), matter: null, tab: null })}
          aria-label=${`Take out ${LETTERS[number]}: ${outletOf(line)}, ${dayOf(line)}`}
          >×</a
        >
      </li>`,
    )}
    ${lines.length < MOST
      ? html`<li>
          <button
            type="button"
            class="controls"
            aria-expanded=${String(picking || lines.length < 2)}
            @click=${() => {
              picking = !picking;
              redraw();
            }}
          >
            Add a report
          </button>
        </li>`
      : nothing}
  </ul>`;
}

function copied(view: CompareView): TemplateResult | typeof nothing {
  if (!view.copies.length) return nothing;
  const letter = (name: string) => view.reports.findIndex((one) => one.line.name === name);
  return html`${view.copies.map((group) => {
    const here = group.map(letter).filter((number) => number >= 0).sort();
    return html`<p class="notice" role="note">
      <b>${here.map((number) => LETTERS[number]).join(" and ")} carry one text.</b> Where they say the same, that is one voice
      printed more than once, not two.
    </p>`;
  })}`;
}

class Board {
  private readonly matterOf = new Map<string, Matter>();
  private readonly quotes = new Map<string, string>();
  private readonly order: Matter[];
  private readonly groups: Group[];

  constructor(
    private readonly root: HTMLElement,
    private readonly view: CompareView,
    private readonly state: State,
    private readonly around: () => TemplateResult,
  ) {
    this.groups = groupsOf(view);
    this.order = this.groups.flatMap((group) => group.matters);
    for (const matter of view.matters) {
      for (const side of matter.sides) for (const one of side.claims) this.matterOf.set(one.claim, matter);
    }
    for (const report of view.reports) {
      const unit = unitsOf(report.text);
      for (const one of report.lit) this.quotes.set(one.claim, report.text.slice(unit(one.start), unit(one.end)));
    }
  }

  private get chosen(): Matter | undefined {
    const id = this.state.more.get("matter");
    return this.order.find((one) => one.id === id);
  }

  private get tab(): string {
    return this.state.more.get("tab") ?? "matters";
  }

  /** Keep the matter in the address without a step of history, draw, and bring its stretches into view. */
  choose(matter: Matter, tab?: string): void {
    this.state.more.set("matter", matter.id);
    if (tab !== undefined) this.state.more.set("tab", tab);
    this.keep();
    this.draw();
    this.reveal(matter);
  }

  private keep(): void {
    history.replaceState(null, "", linkTo(this.state, "compare"));
  }

  turn(tab: string): void {
    this.state.more.set("tab", tab);
    this.keep();
    this.draw();
    if (this.chosen) this.reveal(this.chosen);
  }

  reveal(matter: Matter): void {
    for (const side of matter.sides) {
      const column = this.root.querySelector(`[data-report="${CSS.escape(side.report)}"]`);
      const first = side.claims[0];
      if (column && first) reveal(column, first.claim);
    }
    const item = this.root.querySelector<HTMLElement>(`[data-matter="${CSS.escape(matter.id)}"]`);
    item?.scrollIntoView({ block: "nearest" });
  }

  step(by: number): void {
    if (!this.order.length) return;
    const at = this.chosen ? this.order.indexOf(this.chosen) : by > 0 ? -1 : 0;
    const next = this.order[(at + by + this.order.length) % this.order.length] as Matter;
    const narrow = matchMedia("(max-width: 45rem)").matches;
    this.choose(next, narrow && this.tab !== "matters" ? this.firstSide(next) : undefined);
    // The keyboard goes along where it was in the list.
    if (document.activeElement?.closest(".matters")) {
      this.root.querySelector<HTMLElement>(`[data-matter="${CSS.escape(next.id)}"]`)?.focus({ preventScroll: true });
    }
  }

  private firstSide(matter: Matter): string {
    const open = this.view.reports.findIndex((one, number) => String(number) === this.tab
      && matter.sides.some((side) => side.report === one.line.name && side.claims.length));
    if (open >= 0) return String(open);
    const name = matter.sides.find((side) => side.claims.length)?.report;
    return String(this.view.reports.findIndex((one) => one.line.name === name));
  }

  private matter(matter: Matter): TemplateResult {
    const current = matter.id === this.chosen?.id;
    return html`<li>
      <button
        type="button"
        class="matter ${matter.verdict}"
        data-matter=${matter.id}
        aria-current=${current ? "true" : nothing}
        @click=${() => this.choose(matter)}
      >
        <span class="title" dir="auto"><bdi>${matter.title}</bdi></span>
        ${matter.rule ? html`<span class="rule">${matter.rule}</span>` : nothing}
        ${matter.sides.map((side, number) => this.side(side.claims, LETTERS[number] as string, matter))}
      </button>
      ${current ? this.opened(matter) : nothing}
    </li>`;
  }

  private side(claims: readonly Lit[], letter: string, matter: Matter): TemplateResult | typeof nothing {
    const first = claims[0];
    if (!first) return nothing;
    const quote = this.quotes.get(first.claim) ?? "";
    const more = claims.length - 1;
    return html`<span class="side"
      >${matter.verdict === "only" ? nothing : html`<b class="letter">${letter}</b>`}
      <q class="source">${quote}</q>
      ${first.stance === "asserted" ? nothing : html`<span class="badge">${first.stance.replaceAll("_", " ")}</span>`}
      ${more ? html`<span class="soft small">and ${count(more, "more place")}</span>` : nothing}</span
    >`;
  }

  /** The claims of the matter that is chosen, each to be opened. */
  private opened(matter: Matter): TemplateResult {
    return html`<p class="opened small">
      ${matter.sides.flatMap((side, number) =>
        side.claims.map(
          (one, place) => html`<a href=${linkTo(this.state, "claim", { claim: one.claim })}
            >Claim ${LETTERS[number]}${side.claims.length > 1 ? place + 1 : ""}</a
          > `,
        ),
      )}
      <span class="go-text"
        >${matter.sides.map((side, number) =>
          side.claims.length
            ? html`<button type="button" @click=${() => this.choose(matter, String(number))}>Text ${LETTERS[number]}</button>`
            : nothing,
        )}</span
      >
    </p>`;
  }

  private matters(): TemplateResult {
    return html`<section class="matters" aria-label="Matters" data-tab="matters">
      ${this.groups.map(
        (group) => html`<h2 class="group ${group.verdict}">
            ${group.name} <span class="badge num">${group.matters.length}</span>
          </h2>
          ${group.matters.length
            ? html`<ul>
                ${group.matters.map((one) => this.matter(one))}
              </ul>`
            : html`<p class="soft small">
                ${group.verdict === "differ"
                  ? "No rule finds a difference between them."
                  : group.verdict === "agree"
                    ? "Nothing that they tell of is held to be one matter."
                    : "Nothing that the others do not tell."}
              </p>`}`,
      )}
      <p class="soft small">What a report does not tell is not denied by it.</p>
    </section>`;
  }

  private column(number: number): TemplateResult {
    const report = this.view.reports[number];
    if (!report) return html``;
    const { line } = report;
    const chosen = new Set(this.chosen?.sides.flatMap((side) => side.claims.map((one) => one.claim)) ?? []);
    const silent = this.chosen && !this.chosen.sides.find((side) => side.report === line.name)?.claims.length;
    return html`<section class="column" data-report=${line.name} data-tab=${number} aria-label=${`Report ${LETTERS[number]}`}>
      <h2>
        <b class="letter">${LETTERS[number]}</b> <bdi>${outletOf(line)}</bdi>
        <span class="soft small">${dayOf(line)}${line.dated === "inferred" ? " (inferred)" : ""} · ${count(line.claims, "claim")}</span>
      </h2>
      <p class="silent small" role="status">${silent ? "Says nothing of this matter." : ""}</p>
      <div class="pane" tabindex="0" role="region" aria-label=${`Text of ${outletOf(line)}, ${dayOf(line)}`}>
        ${reading(report, this.state, {
          chosen,
          lit: report.lit.filter((one) => this.matterOf.has(one.claim)),
          tone: (one) => `tone-${this.matterOf.get(one.claim)?.verdict ?? ""}`,
          pick: (one) => {
            const matter = this.matterOf.get(one.claim);
            if (matter) this.choose(matter);
          },
        })}
      </div>
    </section>`;
  }

  private tabs(): TemplateResult {
    const names: [string, string][] = [["matters", `Matters (${this.order.length})`]];
    this.view.reports.forEach((one, number) => names.push([String(number), `${LETTERS[number]} ${one.line.outlet}`]));
    return html`<div class="tabs controls" role="group" aria-label="Show">
      ${names.map(
        ([tab, name]) =>
          html`<button type="button" aria-pressed=${String(this.tab === tab)} @click=${() => this.turn(tab)}>${name}</button>`,
      )}
    </div>`;
  }

  private bar(): TemplateResult {
    const at = this.chosen ? this.order.indexOf(this.chosen) + 1 : 0;
    return html`<div class="bar controls">
      <button type="button" @click=${() => this.step(-1)} ?disabled=${!this.order.length}>‹ Previous <kbd>p</kbd></button>
      <span class="soft small num" aria-live="polite"
        >${at ? html`${at} of ${this.order.length}<span class="now">: <bdi>${this.chosen?.title}</bdi></span>` : count(this.order.length, "matter")}</span
      >
      <button type="button" @click=${() => this.step(1)} ?disabled=${!this.order.length}>Next <kbd>n</kbd> ›</button>
      <span class="legend small soft"
        ><span class="stretch tone-differ">differ</span> <span class="stretch tone-agree">agree</span>
        <span class="stretch tone-only">only here</span></span
      >
    </div>`;
  }

  draw(): void {
    render(
      html`${this.around()} ${copied(this.view)} ${this.tabs()} ${this.bar()}
        <div class="board of-${this.view.reports.length}" data-open=${this.tab}>
          ${this.matters()}
          <div class="columns of-${this.view.reports.length}">${this.view.reports.map((_, number) => this.column(number))}</div>
        </div>`,
      this.root,
    );
  }
}

function onKeys(board: Board, signal: AbortSignal): void {
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if ((event.target as Element | null)?.closest?.("input, textarea, select")) return;
      if (event.key === "n") board.step(1);
      else if (event.key === "p") board.step(-1);
      else return;
      event.preventDefault();
    },
    { signal },
  );
}

export const screen: Screen = {
  title: "Compare",
  async show(root, _state, about, signal) {
    const state = readState();
    const ids = [...new Set(state.more.getAll("report"))].slice(0, MOST);
    if (!root.dataset["ready"]) render(loading("Loading the reports"), root);
    const all = await reportsOf(about, state, signal);
    const byId = new Map(all.reports.flatMap((line): [string, ReportLine][] => [[line.id, line], [line.name, line]]));
    const lines = ids.flatMap((id) => byId.get(id) ?? []);
    const gone = ids.length - lines.length;
    let draw = (): void => {};
    const around = (): TemplateResult => html`<h1>Compare reports</h1>
      ${gone ? html`<p class="notice" role="alert">${count(gone, "report")} of this address ${gone === 1 ? "is" : "are"} not here, or not yet known on that day.</p>` : nothing}
      ${chips(lines, state, () => draw())}
      ${picking || lines.length < 2 ? picker(all, state, lines.map((line) => line.id), () => draw()) : nothing}`;
    if (lines.length < 2) {
      const advice = all.reports.length < 2
        ? html`There ${all.reports.length ? "is one report" : "are no reports"} here. <a href=${linkTo(state, "reports")}>Add some</a>.`
        : lines.length ? "Choose one more report above." : "Choose two to four reports above.";
      draw = () => render(html`${around()} ${empty("What do they agree on, where do they differ?", advice)}`, root);
      draw();
      return;
    }
    const view = await comparisonOf(about, state, lines.map((line) => line.id), signal);
    const board = new Board(root, view, state, around);
    draw = () => board.draw();
    board.draw();
    onKeys(board, signal);
    const matter = view.matters.find((one) => one.id === state.more.get("matter"));
    if (matter) board.reveal(matter);
  },
};
