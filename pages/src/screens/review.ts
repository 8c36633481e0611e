// Review: the queue on the left, the quotes of one question on the right, an answer a key.
import "../styles/review.css";
import { html, nothing, render, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { About } from "../api";
import { decisionList } from "../review/decisions";
import { Desk, kindName, type Offer, type Question } from "../review/desk";
import { help, Naming, signature, signing, undoing } from "../review/dialogs";
import { actButton, answersTo, questionCard, type Act } from "../review/question";
import { empty, type Screen } from "../screen";
import { go, linkTo, readState, type State } from "../state";
import { count } from "../words";

const WIDE = matchMedia("(min-width: 60rem)");
const KEYS_OFF = "review.keys-off";

let root: HTMLElement | null = null;
let about: About;
let state: State;
let drawnFor = "";
let picked = 0;
let at = 0;
let box: (() => TemplateResult) | null = null;
const desk = new Desk(draw);

export const screen: Screen = {
  title: "Review",
  async show(into, asked, told, signal) {
    const fresh = root !== into || about.revision !== told.revision;
    state = asked;
    about = told;
    if (fresh) {
      box = null;
      await desk.enter(signal);
    }
    root = into;
    draw();
  },
};

// -- what is shown ----------------------------------------------------------------------------------------------------

const shown = (): Question[] => desk.open(state.more.get("kind") ?? "", state.more.get("words") ?? "");

/** The question in the address; where that is answered or left out, the one that took its place in the list. */
function current(list: readonly Question[]): Question | null {
  const found = list.findIndex((one) => one.id === state.more.get("question"));
  at = Math.max(0, Math.min(found >= 0 ? found : at, list.length - 1));
  return list[at] ?? null;
}

function draw(): void {
  if (!root?.isConnected) return;
  const decided = state.more.get("tab") === "decisions";
  render(
    html`<h1>Review</h1>
      <nav class="tabs controls" aria-label="Review">
        <a href=${linkTo(state, "review", { tab: null })} aria-current=${decided ? nothing : "page"}
          >Open questions <span class="num">${desk.total}</span></a
        >
        <a href=${linkTo(state, "review", { tab: "decisions" })} aria-current=${decided ? "page" : nothing}
          >Decisions <span class="num">${desk.decisions.length}</span></a
        >
      </nav>
      ${about.writable ? nothing : readOnly()} ${newsLine()}
      ${decided ? decisionList(desk.decisions, about.writable, askUndo) : queue()}
      <dialog aria-labelledby="box" @close=${closed}>${box ? box() : nothing}</dialog>`,
    root,
  );
}

const readOnly = (): TemplateResult =>
  html`<p class="card note">
    These reports were only read, so no answer can be kept here. To keep answers, read the reports into a ledger and
    show that: <code>rashomon read REPORTS --ledger my.ledger</code>, then
    <code>rashomon serve --ledger my.ledger</code>.
  </p>`;

const changed = (told: string): TemplateResult => html`<li><span class="source">${told}</span></li>`;

function newsLine(): TemplateResult {
  const news = desk.news;
  const few = news?.changes.slice(0, 2) ?? [];
  return html`<div class="news ${news?.failed ? "failed" : ""}">
    <div role="status" aria-live="polite">
      ${news
        ? html`<p>
              ${news.text}
              ${news.changes.length
                ? html`It changed ${count(news.changes.length, "line")} of the account:`
                : news.text.endsWith("…") || news.failed
                  ? nothing
                  : "Nothing in the account reads otherwise."}
            </p>
            ${few.length ? html`<ul>${few.map(changed)}</ul>` : nothing}
            ${news.changes.length > few.length
              ? html`<details>
                  <summary class="small">${news.changes.length - few.length} more</summary>
                  <ul>${news.changes.slice(few.length).map(changed)}</ul>
                </details>`
              : nothing}`
        : nothing}
    </div>
  </div>`;
}

function queue(): TemplateResult {
  const list = shown();
  const question = current(list);
  const by = signature(about.author);
  if (question && drawnFor !== question.id) {
    drawnFor = question.id;
    picked = 0;
  }
  return html`<div class="desk">
    <section class="left" aria-label="Questions">
      ${filters()}
      <details class="queue" ?open=${WIDE.matches}>
        <summary>
          ${question ? `Question ${at + 1} of ${list.length}` : "No question"}${desk.total > desk.questions.length
            ? ` (the first ${desk.questions.length} of ${desk.total})`
            : ""}
        </summary>
        <ol>
          ${list.map((one) => line(one, one === question))}
        </ol>
      </details>
    </section>
    <section class="right" aria-label="Question">
      ${question
        ? html`${questionCard(state, question, picked, pick)}
            ${about.writable
              ? html`<div class="answers controls" role="group" aria-label="Answers">${acts(question).map(actButton)}</div>`
              : nothing}`
        : empty("Nothing is open", desk.questions.length ? "No question is left with these words." : "")}
      <div class="moves controls" role="group" aria-label="Moves">
        ${moves(list).map(actButton)}
      </div>
      ${about.writable && by.reason
        ? html`<p class="small soft">
            Answers are kept with the reason <span class="source">“${by.reason}”</span> by
            <span class="source">${by.author}</span>.
          </p>`
        : nothing}
    </section>
  </div>`;
}

function filters(): TemplateResult {
  const kinds = [...new Set(desk.questions.map((one) => one.kind))];
  const patch = (more: Record<string, string | null>) => go(linkTo(state, "review", { question: null, ...more }), true);
  const value = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value || null;
  return html`<form class="filters controls" role="search" @submit=${(event: Event) => event.preventDefault()}>
    <label
      ><span>With words <kbd aria-hidden="true">/</kbd></span>
      <input id="words" type="search" aria-keyshortcuts="/" .value=${live(state.more.get("words") ?? "")}
        @input=${(event: Event) => patch({ words: value(event) })} />
    </label>
    <label
      >Kind
      <select @change=${(event: Event) => patch({ kind: value(event) })}>
        <option value="">all</option>
        ${kinds.map(
          (kind) => html`<option value=${kind} ?selected=${state.more.get("kind") === kind}>${kindName(kind)}</option>`,
        )}
      </select>
    </label>
  </form>`;
}

function line(question: Question, chosen: boolean): TemplateResult {
  return html`<li>
    <a href=${linkTo(state, "review", { question: question.id })} aria-current=${chosen ? "true" : nothing}
      @click=${fold}>
      <span class="small soft">${kindName(question.kind)}</span>
      <span class="source">${question.title}</span>
    </a>
  </li>`;
}

/** On a narrow screen the list makes room for the question chosen. */
function fold(event: Event): void {
  const list = (event.currentTarget as Element).closest("details");
  if (!WIDE.matches && list) list.open = false;
}

// -- what can be done -------------------------------------------------------------------------------------------------

function acts(question: Question): Act[] {
  return answersTo(question, picked, (offer) => keep(question, offer), () => openNaming(question));
}

function moves(list: readonly Question[]): Act[] {
  const found: Act[] = [
    { key: "k", name: "Previous", ready: at > 0, act: () => step(-1) },
    { key: "j", name: "Next", ready: at < list.length - 1, act: () => step(1) },
  ];
  if (about.writable)
    found.push(
      { key: "z", name: "Undo last", ready: desk.given.length > 0, act: takeBack },
      { key: "r", name: "Reason …", ready: true, act: () => openSigning(() => draw()) },
    );
  found.push({ key: "?", name: "Keys", ready: true, act: openHelp });
  return found;
}

function pick(side: number): void {
  picked = side;
  draw();
}

function step(by: number): void {
  const next = shown()[at + by];
  if (next) show(next);
}

function show(question: Question | undefined): void {
  go(linkTo(state, "review", { question: question?.id ?? null }), true);
  state = readState();
  draw();
  const heading = root?.querySelector<HTMLElement>("#asked");
  heading?.focus({ preventScroll: true });
  root?.querySelector(".queue [aria-current]")?.scrollIntoView({ block: "nearest" });
  if (!WIDE.matches) heading?.scrollIntoView({ block: "start" });
}

/** Keep an answer and move on at once; the ledger's word on it comes into the line of news. */
function keep(question: Question, offer: Offer): void {
  signed((by) => {
    desk.answer(question, offer, by);
    show(shown()[at]);
  });
}

/** Undo the last answer, and show its question again. */
function takeBack(): void {
  const question = desk.given.at(-1)?.question ?? null;
  signed((by) => {
    desk.takeBack(by);
    go(linkTo(state, "review", { question }), true);
  });
}

function signed(then: (by: { reason: string; author: string }) => void): void {
  const by = signature(about.author);
  if (by.reason && by.author) then(by);
  else openSigning(then);
}

// -- boxes ------------------------------------------------------------------------------------------------------------

function open(made: () => TemplateResult): void {
  box = made;
  draw();
  root?.querySelector("dialog")?.showModal();
}

function close(): void {
  root?.querySelector("dialog")?.close();
}

/** Told late by the browser: by then another box may be open. */
function closed(event: Event): void {
  if ((event.target as HTMLDialogElement).open) return;
  box = null;
  draw();
}

const openSigning = (then: (by: { reason: string; author: string }) => void): void =>
  open(() => signing(signature(about.author), close, then));

const openHelp = (): void =>
  open(() =>
    help(
      !localStorage.getItem(KEYS_OFF),
      (on) => (on ? localStorage.removeItem(KEYS_OFF) : localStorage.setItem(KEYS_OFF, "1")),
      close,
    ),
  );

function openNaming(question: Question): void {
  const naming = new Naming(question, draw, close, (offer) => keep(question, offer));
  open(() => naming.show());
}

function askUndo(row: (typeof desk.decisions)[number]): void {
  open(() => undoing(row, signature(about.author), close, (by) => desk.takeBackEntry(row.id, by)));
}

// -- keys -------------------------------------------------------------------------------------------------------------

function typing(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input:not([type=checkbox]), select, textarea, dialog") !== null;
}

document.addEventListener("keydown", (event) => {
  if (!root?.isConnected || box || localStorage.getItem(KEYS_OFF) || state.more.get("tab") === "decisions") return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
  if (event.key === "/") {
    event.preventDefault();
    root.querySelector<HTMLInputElement>("#words")?.focus();
    return;
  }
  const list = shown();
  const question = current(list);
  const side = Number(event.key) - 1;
  if (question && side >= 0 && side < question.words.length && /^[1-6]$/.test(event.key)) {
    pick(side);
    return;
  }
  const all = [...moves(list), ...(question && about.writable ? acts(question) : [])];
  const found = all.find((one) => one.key === event.key);
  if (!found) return;
  event.preventDefault();
  if (found.ready) found.act();
  else desk.say(`“${found.name.replace(" …", "")}” is no answer here.`, [], true);
});

WIDE.addEventListener("change", draw);
