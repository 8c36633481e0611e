// What stands on the map: circles of events and dots of control, drawn by Leaflet's canvas in patterns of our own.
import * as L from "leaflet";
import type { Pattern } from "./sides";

interface Canvas { _ctx: CanvasRenderingContext2D; _drawing: boolean }
interface Drawn { _point: L.Point; _radius: number; _renderer: Canvas; _pxBounds: L.Bounds; _empty(): boolean }
export interface DotOptions extends L.CircleMarkerOptions {
  draw: (context: CanvasRenderingContext2D, x: number, y: number, radius: number) => void;
  /** Pixels that the drawing needs to the right and below, for words beside the dot. */
  room?: number;
}

/** A circle marker that draws itself; Leaflet still tells when it is met by the pointer. */
class Dot extends L.CircleMarker {
  constructor(at: L.LatLngExpression, private readonly own: DotOptions) {
    super(at, own);
  }

  // Leaflet calls these two by name on every path.
  _updatePath(): void {
    const self = this as unknown as Drawn;
    if (!self._renderer._drawing || self._empty()) return;
    const context = self._renderer._ctx;
    context.save();
    context.globalAlpha = 1; // Leaflet leaves its last path's behind
    context.setLineDash([]);
    this.own.draw(context, self._point.x, self._point.y, self._radius);
    context.restore();
  }

  _updateBounds(): void {
    const self = this as unknown as Drawn;
    const side = self._radius + 4;
    const room = this.own.room ?? 0;
    const corner = self._point.subtract([side, side]);
    self._pxBounds = L.bounds(corner, self._point.add([side + room, side + (room ? 14 : 0)]));
  }
}

export const dot = (at: L.LatLngExpression, options: DotOptions): L.CircleMarker => new Dot(at, options);

/** Words with a rim of the paper's colour, legible on any ground. */
export function words(context: CanvasRenderingContext2D, text: string, x: number, y: number, ink: string, rim: string): void {
  context.font = "600 12px system-ui, sans-serif";
  context.lineJoin = "round";
  context.lineWidth = 3;
  context.strokeStyle = rim;
  context.strokeText(text, x, y);
  context.fillStyle = ink;
  context.fillText(text, x, y);
}

function circle(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
}

/** A dot of control in its pattern, on a rim that parts it from the ground. */
export function drawHeld(
  context: CanvasRenderingContext2D, x: number, y: number, radius: number, pattern: Pattern, colour: string, rim: string,
): void {
  circle(context, x, y, radius + 2);
  context.fillStyle = rim;
  context.fill();
  context.fillStyle = context.strokeStyle = colour;
  const line = (width: number, at = radius - width / 2) => {
    context.lineWidth = width;
    circle(context, x, y, at);
    context.stroke();
  };
  switch (pattern) {
    case "solid": circle(context, x, y, radius); context.fill(); break;
    case "grey": circle(context, x, y, radius * 0.7); context.fill(); break;
    case "ring": line(radius * 0.45); break;
    case "half":
      line(1.5);
      context.beginPath();
      context.arc(x, y, radius, Math.PI / 2, (3 * Math.PI) / 2);
      context.fill();
      break;
    case "dashed":
      circle(context, x, y, radius * 0.5);
      context.fill();
      context.setLineDash([3.5, 2.5]);
      line(1.8);
      break;
    case "cross": {
      line(1.5);
      const arm = radius * 0.62;
      context.lineWidth = 2.2;
      context.beginPath();
      context.moveTo(x - arm, y - arm);
      context.lineTo(x + arm, y + arm);
      context.moveTo(x + arm, y - arm);
      context.lineTo(x - arm, y + arm);
      context.stroke();
    }
  }
}

export interface EventInk { fill: string; line: string; rim: string; chosen: string }

/** Events in one circle: dashed where only the area is told, with a thick rim where chosen. */
export function drawEvents(
  context: CanvasRenderingContext2D, x: number, y: number, radius: number, vague: boolean, chosen: boolean, ink: EventInk,
): void {
  circle(context, x, y, radius);
  context.globalAlpha = vague ? 0.18 : 0.42;
  context.fillStyle = ink.fill;
  context.fill();
  context.globalAlpha = 1;
  context.lineWidth = chosen ? 4 : 1.5;
  context.strokeStyle = chosen ? ink.chosen : ink.line;
  if (vague) context.setLineDash([4, 3]);
  context.stroke();
}
