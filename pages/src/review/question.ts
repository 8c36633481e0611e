// One question with the words of all sides beside each other, and the answers to it, each a button with its key.
import { html, nothing, type TemplateResult } from "lit";
import { linkTo, type State } from "../state";
import { day } from "../words";
import { kindName, namings, offered, unfinished, type Question } from "./desk";

export interface Act {
  key: string;
  name: string;
  ready: boolean;
  act: () => void;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export function questionCard(
  state: State,
  question: Question,
  picked: number,
  pick: (side: number) => void,
): TemplateResult {
  const { asked, about } = parted(question);
  return html`<header class="asked">
      <details class="rank small soft">
        <summary><span class="badge">${kindName(question.kind)}</span> impact ${question.impact.toFixed(1)} · openness ${question.ambiguity.toFixed(1)}</summary>
        <p>The list is sorted by impact times openness. <b>Impact</b>: how many people it concerns, in powers of ten (3 is about a
          thousand), the dead counting in full. <b>Openness</b>: how far the rules were from deciding it, from 0 to 1.</p>
      </details>
      <h2 id="asked" tabindex="-1">${asked}</h2>
      ${about.length > 1
        ? html`<ol class="homes">
            ${about.map((one) => html`<li><span class="source">${one}</span></li>`)}
          </ol>`
        : about.map((one) => html`<p><span class="source">${one}</span></p>`)}
      <p class="small"><b>Why it is open:</b> <span class="source">${question.why}</span></p>
    </header>
    ${question.words.length
      ? html`<ol class="sides" aria-label="Quotes">
          ${question.words.map((words, number) => side(state, question, words, number, number === picked, pick))}
        </ol>`
      : html`<p class="soft">No quote belongs to it any more.</p>`}`;
}

function side(
  state: State,
  question: Question,
  words: Question["words"][number],
  number: number,
  chosen: boolean,
  pick: (side: number) => void,
): TemplateResult {
  const many = question.words.length > 1;
  const whole = offered(question, "accept", number, true);
  const home = whole && !question.subjects.includes(words.home) ? whole.label : "";
  return html`<li class="card ${chosen && many ? "picked" : ""}">
    <div class="who">
      <b class="source">${words.outlet || words.report}</b>
      <span class="small soft">${words.published ? day(words.published) : "day not known"}</span>
      ${many
        ? html`<button type="button" class="small" aria-pressed=${chosen ? "true" : "false"} aria-keyshortcuts=${number + 1}
            @click=${() => pick(number)}>Quote <kbd>${number + 1}</kbd></button>`
        : nothing}
    </div>
    ${words.by.length
      ? html`<p class="small soft">according to <span class="source">${words.by.join(" → ")}</span></p>`
      : nothing}
    <blockquote class="source">${words.before}<mark>${words.quote}</mark>${words.after}</blockquote>
    ${home ? html`<p class="small soft">counted in <span class="source">${home.replace(/^the whole /, "")}</span></p>` : nothing}
    <a class="small" href=${linkTo(state, "claim", { claim: words.claim })}
      >Open the claim<span class="unseen"> of quote ${number + 1}</span></a
    >
  </li>`;
}

/** "one or two? A / B" in its parts. */
function parted(question: Question): { asked: string; about: string[] } {
  const end = question.title.indexOf("? ");
  if (end < 0) return { asked: capital(question.title), about: [] };
  // What is looked for is quoted, so that the first question mark is ours unless a quotation holds one.
  const asked = capital(question.title.slice(0, end + 1));
  const rest = question.title.slice(end + 2);
  const halves = question.kind === "near_events" || question.kind === "near_tolls" ? rest.split(" / ") : [rest];
  return { asked, about: halves.length === 2 ? halves : [rest] };
}

/** What the keys do to the question shown; those without an answer here are not ready. */
export function answersTo(
  question: Question,
  picked: number,
  keep: (offer: Question["offers"][number]) => void,
  name: () => void,
): Act[] {
  const which = question.words.length > 1 ? ` quote ${picked + 1}` : "";
  const verdict = (key: string, word: string, label: string, whole = false): Act => {
    const offer = offered(question, word, picked, whole);
    return { key, name: label, ready: offer !== undefined, act: () => offer && keep(offer) };
  };
  const acts = [
    verdict("s", "same", "Same"),
    verdict("d", "different", "Different"),
    verdict("u", "unsure", "Unsure"),
    verdict("a", "accept", `Accept${which}`),
    verdict("x", "discount", `Discount${which}`),
    { key: "n", name: "Name …", ready: unfinished(question) !== null || namings(question).length > 0, act: name },
  ];
  const sort = offered(question, "accept", picked, true)?.label.match(/^the whole (figure|event)/)?.[1];
  if (sort)
    acts.splice(5, 0, verdict("A", "accept", `Accept whole ${sort}`, true), verdict("X", "discount", `Discount whole ${sort}`, true));
  const undo = offered(question, "undo", picked);
  return undo ? [{ key: "x", name: "Take it back", ready: true, act: () => keep(undo) }] : acts;
}

export const actButton = (one: Act): TemplateResult =>
  html`<button type="button" ?disabled=${!one.ready} aria-keyshortcuts=${one.key} @click=${one.act}>
    ${one.name} <kbd aria-hidden="true">${one.key}</kbd>
  </button>`;
