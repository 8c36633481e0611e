// The review desk: the questions, what was answered here, and the answers on their way to the ledger, one after another.
import { ask, send, type JudgementsView, type Kept, type ReviewView } from "../api";

export type Question = ReviewView["questions"][number];
export type Offer = Question["offers"][number];
export type Decision = JudgementsView["rows"][number];

/** Who answers and why: asked for once, shown wherever the answer counts. */
export interface Signature {
  reason: string;
  author: string;
}

export interface News {
  text: string;
  changes: readonly string[];
  failed: boolean;
}

const MOST = 500;

export class Desk {
  questions: readonly Question[] = [];
  decisions: readonly Decision[] = [];
  total = 0;
  news: News | null = null;
  /** Answers given here that can be taken back, the last one last; without an entry while still on their way. */
  readonly given: { entry: string; question: string }[] = [];
  private readonly answered = new Set<string>();
  private turn: Promise<void> = Promise.resolve();
  private waiting = 0;

  /** `moved` is called whenever there is something else to show. */
  constructor(private readonly moved: () => void) {}

  async load(signal?: AbortSignal): Promise<void> {
    const [review, made] = await Promise.all([
      ask<ReviewView>("review", { limit: MOST }, signal),
      ask<JudgementsView>("judgements", {}, signal),
    ]);
    this.questions = review.questions;
    this.total = review.total;
    this.decisions = made.rows;
  }

  /** Start over with what the ledger holds: the screen was entered anew. */
  async enter(signal: AbortSignal): Promise<void> {
    await this.turn;
    await this.load(signal);
    this.answered.clear();
    this.news = null;
  }

  /** Questions that are open, of a kind and with all the words looked for. */
  open(kind: string, looked: string): Question[] {
    const words = looked.toLowerCase().split(/\s+/).filter(Boolean);
    return this.questions.filter(
      (one) =>
        !this.answered.has(one.id) && (!kind || one.kind === kind) && words.every((word) => searched(one).includes(word)),
    );
  }

  /** Keep an answer; the question is off the list at once, and back on it where the ledger refuses. */
  answer(question: Question, offer: Offer, by: Signature): void {
    this.answered.add(question.id);
    const made = { entry: "", question: question.id };
    this.given.push(made);
    this.say(`${named(offer.word)}: being kept …`);
    this.inTurn(async () => {
      try {
        const kept = await keep(offer, by);
        made.entry = kept.entry;
        this.say(`${named(offer.word)}: kept.`, kept.changes);
      } catch (why) {
        this.given.splice(this.given.indexOf(made), 1);
        this.answered.delete(question.id);
        this.fail(why);
      }
    });
  }

  /** Take back the last answer given here. */
  takeBack(by: Signature): void {
    this.inTurn(async () => {
      const last = this.given.at(-1);
      if (!last) return;
      await this.undo(last.entry, by);
      this.answered.delete(last.question);
    });
  }

  /** Take back any decision. */
  takeBackEntry(entry: string, by: Signature): void {
    this.inTurn(() => this.undo(entry, by));
  }

  say(text: string, changes: readonly string[] = [], failed = false): void {
    this.news = { text, changes, failed };
    this.moved();
  }

  private fail(why: unknown): void {
    this.say(`Nothing was kept: ${why instanceof Error ? why.message : String(why)}`, [], true);
  }

  private async undo(entry: string, by: Signature): Promise<void> {
    try {
      const kept = await send<Kept>("undo", { entry, ...by });
      const at = this.given.findIndex((one) => one.entry === entry);
      if (at >= 0) this.given.splice(at, 1);
      this.say("Taken back.", kept.changes);
    } catch (why) {
      this.fail(why);
    }
  }

  /** One after another, so that each answer meets the account that the one before left. */
  private inTurn(act: () => Promise<void>): void {
    this.waiting += 1;
    this.turn = this.turn.then(act).then(async () => {
      this.waiting -= 1;
      if (this.waiting) return;
      try {
        await this.load();
      } catch (why) {
        this.fail(why);
      }
      this.moved();
    });
  }
}

function keep(offer: Offer, by: Signature): Promise<Kept> {
  if (offer.word === "undo") return send<Kept>("undo", { entry: offer.subjects[0], ...by });
  const { word, subjects, field, value } = offer;
  return send<Kept>("judgements", { word, subjects, field, value, ...by });
}

function searched(question: Question): string {
  const sides = question.words.map((one) => `${one.outlet} ${one.report} ${one.quote}`).join(" ");
  return `${kindName(question.kind)} ${question.title} ${question.why} ${sides}`.toLowerCase();
}

const KINDS: Record<Question["kind"], string> = {
  contested_toll: "contested figure",
  attribution_conflict: "who said it",
  one_origin: "one voice",
  near_events: "one event or two",
  near_tolls: "one figure or two",
  unresolved_actor: "who is meant",
  unresolved_place: "where",
  undated_report: "no date",
  contested_control: "contested place",
  unmet: "decision without its claim",
};
export const kindName = (kind: Question["kind"]): string => KINDS[kind];

const WORDS: Record<string, string> = {
  same: "Same", different: "Different", unsure: "Unsure", accept: "Accepted", discount: "Discounted", name: "Named",
  correct: "Corrected", undo: "Taken back",
};
const named = (word: string): string => WORDS[word] ?? word;

/** The answers to a question that say what or whom is meant. */
export const namings = (question: Question): readonly Offer[] =>
  question.offers.filter((one) => one.word === "name" || one.word === "correct");

/** The answer that a value found or typed would complete; null where nothing is to be named. */
export function unfinished(question: Question): Offer | null {
  const bare = { value: "", label: "" };
  if (question.kind === "undated_report")
    return { ...bare, word: "correct", subjects: question.subjects, field: "published" };
  if (question.kind !== "unresolved_actor" && question.kind !== "unresolved_place") return null;
  const field = question.subjects.at(-1) ?? "";
  const worded = field !== "place" || question.offers.some((one) => one.word === "name");
  return { ...bare, word: worded ? "name" : "correct", subjects: question.subjects.slice(0, -1), field };
}

/** The answer with a word; accept and discount are said of the quote picked, or of all that it is counted in. */
export function offered(question: Question, word: string, picked: number, whole = false): Offer | undefined {
  const found = question.offers.filter((one) => one.word === word);
  if (word !== "accept" && word !== "discount") return found[0];
  const side = question.words[picked];
  return found.find((one) => one.subjects[0] === (whole ? side?.home : side?.claim));
}
