// A list of thousands: only the rows about what is in sight are in the page, each as high as it turns out to be. A list of a
// few hundred is there whole, so that the browser's own search finds its words; on paper all rows are, up to a thousand.
import { html, nothing, render, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { count } from "../words";
import { onPaper } from "./paper";

const WHOLE = 200;
const ON_PAPER = 1_000;
const SPARE = 700; // pixels above and below what is seen

export interface RowsOf<Item> {
  row: (item: Item) => TemplateResult;
  /** The same for the same thing in another answer, so that its row stays as it is: open, focused. */
  key: (item: Item) => unknown;
  /** What rows are called where some are left out, and their height before it is known. */
  one: string;
  guess: number;
  /** Whether the list scrolls in a frame of its own, not with the page. */
  framed?: boolean;
}

export class Rows<Item> {
  private items: readonly Item[] = [];
  private heights = new Float64Array(0);
  private readonly measured = new Map<unknown, number>(); // by key
  private width = 0;
  private waiting = 0;
  private printing = false;
  private readonly box = document.createElement("div");
  private readonly list = document.createElement("ol");
  private readonly ends: (() => void)[];

  constructor(private readonly frame: HTMLElement, private readonly of: RowsOf<Item>) {
    this.box.className = "rows-box";
    this.list.className = "rows";
    this.list.tabIndex = -1;
    this.box.append(this.list);
    frame.replaceChildren(this.box);
    const soon = () => this.soon();
    const scrolled = of.framed ? frame : document;
    scrolled.addEventListener("scroll", soon, { passive: true });
    addEventListener("resize", soon);
    const sized = new ResizeObserver(soon);
    for (const one of [frame, this.list]) sized.observe(one);
    const paper = onPaper((printing) => {
      this.printing = printing;
      this.draw();
    });
    this.ends = [
      () => scrolled.removeEventListener("scroll", soon),
      () => removeEventListener("resize", soon),
      () => sized.disconnect(),
      () => cancelAnimationFrame(this.waiting),
      paper,
    ];
  }

  show(items: readonly Item[]): void {
    if (items !== this.items) {
      if (this.of.framed) this.frame.scrollTop = 0;
      this.items = items;
      this.recall();
    }
    this.draw();
  }

  private recall(): void {
    this.heights = Float64Array.from(this.items, (item) => this.measured.get(this.of.key(item)) ?? this.of.guess);
  }

  /** Whether these rows still stand in the page, and not a screen drawn since. */
  isIn(frame: Element | null): boolean {
    return frame === this.frame;
  }

  end(): void {
    for (const end of this.ends) end();
  }

  private soon(): void {
    cancelAnimationFrame(this.waiting);
    this.waiting = requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    if (!this.box.isConnected) return; // another screen is shown
    if (this.printing) return this.drawAll(ON_PAPER);
    if (this.items.length <= WHOLE) return this.drawAll(WHOLE);
    if (this.box.clientWidth !== this.width) {
      this.measured.clear();
      this.recall();
      this.width = this.box.clientWidth;
    }
    // Rows that turn out higher or lower than guessed may bring others into sight: twice is enough for those.
    for (let turn = 0; turn < 3 && this.drawSeen(); turn++);
  }

  private get scroller(): Element {
    return this.of.framed ? this.frame : document.documentElement;
  }

  private drawAll(most: number): void {
    this.box.style.height = this.list.style.transform = "";
    const left = this.items.length - most;
    this.put(0, Math.min(most, this.items.length), left > 0
      ? html`<li class="left-out">${count(left, `more ${this.of.one}`)} are not printed: narrow the list.</li>`
      : nothing);
  }

  /** Draw what is in sight; whether heights were learnt that change what that is. */
  private drawSeen(): boolean {
    const { heights } = this;
    const seen = this.of.framed ? this.frame.scrollTop : -this.box.getBoundingClientRect().top;
    const until = seen + this.scroller.clientHeight + SPARE;
    let [first, above] = [0, 0];
    while (first < heights.length - 1 && above + heights[first]! < seen - SPARE) above += heights[first++]!;
    let [last, below] = [first, above];
    while (last < heights.length && below < until) below += heights[last++]!;
    let whole = below;
    for (let at = last; at < heights.length; at++) whole += heights[at]!;
    this.box.style.height = `${whole}px`;
    this.list.style.transform = `translateY(${above}px)`;
    this.put(first, last);
    return this.measure(first, above, seen);
  }

  private put(first: number, last: number, rest: unknown = nothing): void {
    const at = document.activeElement;
    const within = at !== null && this.list.contains(at);
    const shown = this.items.slice(first, last).map((item, place) => ({ item, place: first + place + 1 }));
    render(
      html`${repeat(shown, ({ item }) => this.of.key(item), ({ item, place }) =>
        html`<li aria-setsize=${this.items.length} aria-posinset=${place}>${this.of.row(item)}</li>`)}${rest}`,
      this.list,
    );
    // The row that had the focus has left the page: Tab goes on from the list, not from the page's start.
    if (within && !at.isConnected) this.list.focus({ preventScroll: true });
  }

  private measure(first: number, above: number, seen: number): boolean {
    let [changed, moved, top] = [false, 0, above];
    [...this.list.children].forEach((row, place) => {
      const [guessed, height] = [this.heights[first + place]!, row.getBoundingClientRect().height];
      this.measured.set(this.of.key(this.items[first + place] as Item), height);
      if (Math.abs(height - guessed) > 0.5) {
        changed = true;
        this.heights[first + place] = height;
        // What is in sight stays where it is when rows above it are not as high as they were held to be.
        if (top + guessed <= seen) moved += height - guessed;
      }
      top += guessed;
    });
    if (moved) this.scroller.scrollTop += moved;
    return changed;
  }
}
