// The map's ground: Natural Earth's countries, from a zoom on its first-order areas, names where they fit. No tiles.
import * as L from "leaflet";
import type { Feature, Geometry, MultiLineString, MultiPolygon, Polygon, Position } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, MultiLineString as Lines, Topology } from "topojson-specification";
import { inks } from "./colours";

const AREAS_FROM = 5; // zoom from which lines between areas help more than they clutter
const NAMES_FROM = 3;

interface Named { name: string; at: L.LatLng; bounds: L.LatLngBounds }

export class Basemap {
  private readonly renderer = L.canvas({ pane: "base", padding: 0.5 });
  private countries: L.GeoJSON | null = null;
  private areas: L.GeoJSON | null = null;
  private asked = false;
  private named: Named[] = [];
  private readonly names = L.layerGroup();

  constructor(private readonly map: L.Map) {
    const pane = map.createPane("base");
    pane.style.zIndex = "150"; // below tiles (200), so that tiles cover it where they are there
    const names = map.createPane("names");
    names.style.zIndex = "350";
    names.style.pointerEvents = "none";
    this.names.addTo(map);
    map.on("zoomend moveend", () => this.follow());
  }

  async load(): Promise<void> {
    const world = await shapes<{ countries: GeometryCollection<{ name: string }> }>("countries");
    const found = feature(world, world.objects.countries);
    found.features.forEach(unbroken);
    this.named = found.features.flatMap(nameOf);
    this.countries = L.geoJSON(found, { interactive: false, renderer: this.renderer, pane: "base" } as L.GeoJSONOptions);
    this.countries.addTo(this.map);
    this.recolour();
    this.follow();
  }

  recolour(): void {
    const ink = inks();
    this.countries?.setStyle({ fillColor: ink("--land"), fillOpacity: 1, color: ink("--border"), weight: 1 });
    this.areas?.setStyle({ fill: false, color: ink("--border-soft"), weight: 1 });
  }

  private follow(): void {
    const near = this.map.getZoom() >= AREAS_FROM;
    if (near && !this.asked) void this.loadAreas();
    if (this.areas && near !== this.map.hasLayer(this.areas)) {
      if (near) this.areas.addTo(this.map);
      else this.areas.remove();
    }
    this.placeNames();
  }

  private async loadAreas(): Promise<void> {
    this.asked = true;
    const lines = await shapes<{ lines: Lines }>("admin1");
    const found = feature(lines, lines.objects.lines) as Feature<MultiLineString>;
    this.areas = L.geoJSON(found, { interactive: false, renderer: this.renderer, pane: "base" } as L.GeoJSONOptions);
    this.recolour();
    this.follow();
  }

  /** Names of the countries in sight that are wider than their name. */
  private placeNames(): void {
    this.names.clearLayers();
    if (this.map.getZoom() < NAMES_FROM) return;
    const seen = this.map.getBounds();
    for (const { name, at, bounds } of this.named) {
      if (!seen.contains(at)) continue;
      const [top, bottom] = [bounds.getNorthWest(), bounds.getSouthEast()].map((one) => this.map.latLngToLayerPoint(one));
      if (!top || !bottom || bottom.x - top.x < name.length * 9 || bottom.y - top.y < 30) continue;
      const label = document.createElement("span");
      label.textContent = name;
      const icon = L.divIcon({ className: "country-name", html: label, iconSize: [0, 0] });
      L.marker(at, { icon, pane: "names", interactive: false, keyboard: false }).addTo(this.names);
    }
  }
}

async function shapes<Objects extends Record<string, unknown>>(name: string): Promise<Topology & { objects: Objects }> {
  const found = await fetch(`/map/${name}.json`);
  if (!found.ok) throw new Error(`the map's shapes (${name}) were not found`);
  return (await found.json()) as Topology & { objects: Objects };
}

/** Where a border passes the 180th meridian the next point goes on beyond it, not back around the earth. */
function unbroken({ geometry }: Feature<Geometry, unknown>): void {
  const shape = geometry as Polygon | MultiPolygon | null;
  if (!shape) return;
  for (const part of shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates) {
    for (const ring of part) {
      let turn = 0;
      ring.forEach((point, at) => {
        const before = ring[at - 1]?.[0];
        let lon = (point[0] as number) + turn;
        if (before !== undefined && Math.abs(lon - before) > 180) {
          const step = lon > before ? -360 : 360;
          turn += step;
          lon += step;
        }
        ring[at] = [lon, point[1] as number];
      });
    }
  }
}

/** The middle and the extent of a country's largest part. */
function nameOf(country: Feature<Geometry, { name: string }>): Named[] {
  const shape = country.geometry as Polygon | MultiPolygon | null; // null: too small to be kept
  if (!shape) return [];
  const parts = shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
  const outer = parts.flatMap((part) => (part[0] ? [part[0]] : []));
  const largest = outer.sort((one, other) => Math.abs(area(other)) - Math.abs(area(one)))[0];
  if (!largest || area(largest) === 0) return []; // thinned to a line
  const bounds = L.latLngBounds(largest.map(([lon, lat]) => [lat as number, lon as number]));
  return [{ name: country.properties.name, at: middle(largest), bounds }];
}

function area(ring: Position[]): number {
  let twice = 0;
  for (let at = 1; at < ring.length; at++) {
    const [[x1 = 0, y1 = 0], [x2 = 0, y2 = 0]] = [ring[at - 1] as Position, ring[at] as Position];
    twice += x1 * y2 - x2 * y1;
  }
  return twice / 2;
}

function middle(ring: Position[]): L.LatLng {
  let [x, y, sum] = [0, 0, 0];
  for (let at = 1; at < ring.length; at++) {
    const [[x1 = 0, y1 = 0], [x2 = 0, y2 = 0]] = [ring[at - 1] as Position, ring[at] as Position];
    const cross = x1 * y2 - x2 * y1;
    [x, y, sum] = [x + (x1 + x2) * cross, y + (y1 + y2) * cross, sum + cross];
  }
  return L.latLng(y / (3 * sum), x / (3 * sum));
}
