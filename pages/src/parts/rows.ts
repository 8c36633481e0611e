// A list of thousands: only the rows in sight are in the page. All rows are equally high (--row-height in the style sheet).
import { html, render, type TemplateResult } from "lit";

const SPARE = 4; // rows above and below what is seen

export class Rows<Item> {
  private items: readonly Item[] = [];
  private readonly box = document.createElement("div");
  private readonly list = document.createElement("ol");
  private waiting = 0;
  private readonly sized = new ResizeObserver(() => this.soon());

  constructor(
    private readonly frame: HTMLElement,
    private readonly row: (item: Item) => TemplateResult,
  ) {
    this.box.className = "rows-box";
    this.list.className = "rows";
    this.box.append(this.list);
    frame.replaceChildren(this.box);
    frame.addEventListener("scroll", () => this.soon(), { passive: true });
    this.sized.observe(frame);
  }

  show(items: readonly Item[]): void {
    if (items !== this.items) this.frame.scrollTop = 0;
    this.items = items;
    this.draw();
  }

  end(): void {
    this.sized.disconnect();
    cancelAnimationFrame(this.waiting);
  }

  private soon(): void {
    cancelAnimationFrame(this.waiting);
    this.waiting = requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    const height = parseFloat(getComputedStyle(this.frame).getPropertyValue("--row-height")) || 112;
    const first = Math.max(0, Math.floor(this.frame.scrollTop / height) - SPARE);
    const seen = Math.ceil(this.frame.clientHeight / height) + 2 * SPARE;
    this.box.style.height = `${this.items.length * height}px`;
    this.list.style.transform = `translateY(${first * height}px)`;
    const shown = this.items.slice(first, first + seen);
    render(
      shown.map(
        (item, at) => html`<li aria-setsize=${this.items.length} aria-posinset=${first + at + 1}>${this.row(item)}</li>`,
      ),
      this.list,
    );
  }
}
