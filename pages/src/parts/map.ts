// The map: events in circles, holders in dots, and how far off each may lie.
import "leaflet/dist/leaflet.css";
import * as L from "leaflet";
import type { EventRow, Held, Spot } from "../api";
import { Basemap } from "./basemap";
import { clustered, isPlaced, isVague, sitesOf, type Cluster } from "./clusters";
import { inks, onColours } from "./colours";
import { dot, drawEvents, drawHeld, words } from "./dots";
import { onPaper } from "./paper";
import { patternOf, sideOf } from "./sides";

export interface Shown {
  events: readonly EventRow[];
  spots: readonly Spot[];
  held: readonly Held[];
  heldSpots: readonly Spot[];
  holders: readonly string[];
  layers: { control: boolean; events: boolean };
  /** Ids of the places whose events are listed. */
  chosen: ReadonlySet<string>;
}
export interface Watching {
  choose: (places: string[]) => void;
  moved: (zoom: number, at: L.LatLng) => void;
  /** What is told of a holder, to be put into a popup. */
  tell: (held: Held, spot: Spot) => HTMLElement;
}
interface Placing { held: { one: Held; spot: Spot }[]; named: Set<Spot>; taken: L.Bounds[] }
export interface Placed { zoom: number; lat: number; lng: number }

const DOT = 7;
const NAMES_AT_MOST = 40;
const MANY = 25; // places that one circle may cover and still be listed at once

export class SituationMap {
  private readonly map: L.Map;
  private readonly base: Basemap;
  private readonly renderer = L.canvas({ padding: 0.3, tolerance: 4 });
  private readonly circles = L.layerGroup();
  private readonly dots = L.layerGroup();
  private readonly reaches = L.layerGroup();
  private shown: Shown | null = null;
  private readonly ends: (() => void)[] = [];
  private quiet = false; // moved by us, not by the reader
  private screen: { zoom: number; at: L.LatLng } | null = null; // as it was before it went to paper

  constructor(root: HTMLElement, private readonly watching: Watching, tiles: string, placed: Placed | null) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.map = L.map(root, {
      preferCanvas: true, renderer: this.renderer, minZoom: 2, maxZoom: 14, worldCopyJump: true, zoomSnap: 0.5, trackResize: false,
      zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still,
    });
    this.map.attributionControl.setPrefix(false).addAttribution("Natural Earth");
    if (tiles) L.tileLayer(tiles, { maxZoom: 14 }).addTo(this.map);
    L.control.scale({ imperial: false }).addTo(this.map);
    this.map.setView(placed ? [placed.lat, placed.lng] : [20, 20], placed?.zoom ?? 2);
    this.base = new Basemap(this.map);
    for (const layer of [this.reaches, this.circles, this.dots]) layer.addTo(this.map);
    this.map.on("zoomend", () => this.draw());
    this.map.on("moveend", () => {
      if (!this.quiet) this.watching.moved(this.map.getZoom(), this.map.getCenter());
    });
    const sized = new ResizeObserver(() => this.quietly(() => this.map.invalidateSize({ animate: false })));
    sized.observe(root);
    this.ends.push(
      onColours(() => {
        this.base.recolour();
        this.draw();
      }),
      () => sized.disconnect(),
      onPaper((printing) => this.putOnPaper(printing)),
    );
  }

  /** The same view in the paper's width, drawn at once: nothing is drawn in frames while the page is printed. */
  private putOnPaper(printing: boolean): void {
    const seen = this.map.getBounds();
    if (printing) this.screen = { zoom: this.map.getZoom(), at: this.map.getCenter() };
    this.base.recolour();
    this.quietly(() => {
      this.map.invalidateSize({ animate: false });
      if (printing) this.map.fitBounds(seen, { animate: false });
      else if (this.screen) this.map.setView(this.screen.at, this.screen.zoom, { animate: false });
    });
    this.draw();
    this.map.eachLayer((layer) => {
      if (layer instanceof L.Canvas) (layer as unknown as { _redraw(): void })._redraw();
    });
  }

  load(): Promise<void> {
    return this.base.load();
  }

  end(): void {
    for (const end of this.ends) end();
    this.map.remove();
  }

  show(shown: Shown): void {
    this.shown = shown;
    this.draw();
  }

  /** Look at what is shown; a twelfth of the events may lie outside, or one slip would show half the earth. */
  fit(): void {
    if (!this.shown) return;
    const { events, spots, held, heldSpots } = this.shown;
    const points: Spot[] = events.flatMap((event) => (event.place === null ? [] : [spots[event.place]].filter(isPlaced)));
    for (const one of held) points.push(...Array<Spot>(3).fill(heldSpots[one.place] as Spot));
    const lats = points.map((spot) => spot.lat as number).sort((a, b) => a - b);
    const lons = points.map((spot) => spot.lon as number).sort((a, b) => a - b);
    if (!lats.length) return;
    const off = Math.floor(lats.length * 0.04);
    const at = (list: number[], from: number) => list.at(from) as number;
    const bounds = L.latLngBounds([at(lats, off), at(lons, off)], [at(lats, -1 - off), at(lons, -1 - off)]);
    this.quietly(() => this.map.fitBounds(bounds, { padding: [40, 40], maxZoom: 9, animate: false }));
  }

  private quietly(move: () => void): void {
    this.quiet = true;
    move();
    this.quiet = false;
  }

  look(spot: Spot): void {
    this.map.setView([spot.lat as number, spot.lon as number], Math.max(this.map.getZoom(), 8));
  }

  private draw(): void {
    for (const layer of [this.circles, this.dots, this.reaches]) layer.clearLayers();
    if (!this.shown) return;
    const { layers } = this.shown;
    const placed = layers.control ? this.placeHeld(this.shown) : { held: [], named: new Set<Spot>(), taken: [] };
    if (layers.events) this.drawEvents(this.shown, placed.taken);
    this.drawHeld(this.shown, placed);
  }

  private drawEvents({ events, spots, chosen }: Shown, taken: L.Bounds[]): void {
    const ink = inks();
    const own = { fill: ink("--accent"), line: ink("--accent"), rim: ink("--card"), chosen: ink("--ink") };
    const sites = sitesOf(events, spots);
    const scale = this.metresToPixels();
    for (const { spot } of sites) this.drawReach(spot, own.line, scale);
    for (const cluster of clustered(sites, (spot) => this.pixel(spot))) {
      const radius = Math.min(24, 5 + 1.8 * Math.sqrt(cluster.events));
      const picked = cluster.sites.some((site) => chosen.has(site.spot.id));
      const text = cluster.events > 1 ? String(cluster.events) : "";
      const off = text ? room(cluster, radius, text, taken) : null;
      dot(this.map.unproject([cluster.x, cluster.y]), {
        radius, room: 28,
        draw: (context, x, y, size) => {
          drawEvents(context, x, y, size, cluster.vague, picked, own);
          context.textAlign = "center";
          context.textBaseline = "middle";
          if (off !== null) words(context, text, x, y + off, ink("--ink"), ink("--card"));
        },
      })
        .bindTooltip(() => said(clusterWords(cluster)))
        .on("click", () => this.choose(cluster))
        .addTo(this.circles);
    }
  }

  /** List a circle's events; where it covers many places, go nearer first. */
  private choose({ sites }: Cluster): void {
    const places = [...new Set(sites.map((site) => site.spot.id))];
    if (places.length <= MANY || this.map.getZoom() >= this.map.getMaxZoom()) this.watching.choose(places);
    else this.map.fitBounds(L.latLngBounds(sites.map(({ spot }) => [spot.lat as number, spot.lon as number])));
  }

  private drawReach(spot: Spot, colour: string, scale: (lat: number) => number): void {
    if (!isVague(spot) || !spot.radius_km || spot.precision === "country") return;
    if (spot.radius_km * 1000 * scale(spot.lat as number) < 14) return;
    L.circle([spot.lat as number, spot.lon as number], {
      radius: spot.radius_km * 1000, interactive: false, color: colour, weight: 1, opacity: 0.5, dashArray: "3 5",
      fillColor: colour, fillOpacity: 0.06,
    }).addTo(this.reaches);
  }

  /** Those whose names find room, the first come first: none lies over another's, or on a dot that lies above its own. */
  private labelled(spots: readonly Spot[], wanted: boolean): { named: Set<Spot>; taken: L.Bounds[] } {
    const named = new Set<Spot>();
    const taken: L.Bounds[] = [];
    for (const spot of spots) {
      const { x, y } = this.pixel(spot);
      const dotted = L.bounds([x - DOT / 2, y - DOT / 2], [x + DOT / 2, y + DOT / 2]);
      const label = L.bounds([x + DOT, y - 8], [x + DOT + 8 + spot.name.length * 8, y + 8]);
      if (wanted && !taken.some((other) => other.overlaps(label) || other.overlaps(dotted))) {
        named.add(spot);
        taken.push(label);
      }
      taken.push(dotted);
    }
    return { named, taken };
  }

  /** Dots of control in the order in which they are drawn, whose names find room, and what they take up. */
  private placeHeld({ held, heldSpots }: Shown): Placing {
    const placed = held.flatMap((one) => (heldSpots[one.place] ? [{ one, spot: heldSpots[one.place] as Spot }] : []));
    // Those of whom nothing is known lie below the others, and so do their names.
    placed.sort((a, b) => Number(b.one.holder === null) - Number(a.one.holder === null) || a.one.claims.length - b.one.claims.length);
    const named = held.length <= NAMES_AT_MOST || this.map.getZoom() >= 8;
    return { held: placed, ...this.labelled(placed.map(({ spot }) => spot).reverse(), named) };
  }

  private drawHeld({ holders }: Shown, { held, named }: Placing): void {
    const ink = inks();
    for (const { one, spot } of held) {
      const side = sideOf(one.holder, holders);
      const colour = ink(side ? `--side-${side}` : "--side-none");
      const own = named.has(spot);
      dot([spot.lat as number, spot.lon as number], {
        radius: DOT, room: own ? 16 + spot.name.length * 8 : 0,
        draw: (context, at, down, size) => {
          drawHeld(context, at, down, size, patternOf(one), colour, ink("--card"));
          context.textBaseline = "middle";
          if (own) words(context, spot.name, at + size + 5, down, ink("--ink"), ink("--card"));
        },
      })
        .bindTooltip(() => this.watching.tell(one, spot))
        .bindPopup(() => this.watching.tell(one, spot), { maxWidth: 300 })
        .on("popupopen", (event) => (event.target as L.Layer).closeTooltip())
        .addTo(this.dots);
    }
  }

  private pixel(spot: Spot): L.Point {
    return this.map.project([spot.lat as number, spot.lon as number]);
  }

  private metresToPixels(): (lat: number) => number {
    const round = 256 * 2 ** this.map.getZoom();
    return (lat) => round / (40_075_017 * Math.cos((lat * Math.PI) / 180));
  }
}

/** How far below its middle a circle's number finds room: within, else below, else not at all (it is in the tooltip). */
function room({ x, y }: Cluster, radius: number, text: string, taken: L.Bounds[]): number | null {
  const half = text.length * 4 + 1;
  for (const off of radius < 15 ? [radius + 7] : [0, radius + 7]) {
    const box = L.bounds([x - half, y + off - 7], [x + half, y + off + 7]);
    if (taken.some((other) => other.overlaps(box))) continue;
    taken.push(box);
    return off;
  }
  return null;
}

function clusterWords(cluster: Cluster): string {
  const names = [...new Set(cluster.sites.map((site) => (isVague(site.spot) ? `about ${site.spot.name}` : site.spot.name)))];
  const where = names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
  const disputed = cluster.disputed ? `, ${cluster.disputed} disputed` : "";
  return `${cluster.events} event${cluster.events === 1 ? "" : "s"}${disputed}: ${where}`;
}

function said(text: string): HTMLElement {
  const box = document.createElement("span");
  box.textContent = text;
  return box;
}
