// Drawing on the map, by terra-draw: fetched when a reader begins to draw.
//
// Bundled by scripts/build.sh. The page hears of what is drawn, changed and measured, and
// keeps all shapes itself; nothing stays here but what is being drawn or changed.
import {
  TerraDraw,
  TerraDrawFreehandMode,
  TerraDrawLineStringMode,
  TerraDrawPointMode,
  TerraDrawPolygonMode,
  TerraDrawRectangleMode,
  TerraDrawSelectMode,
} from "terra-draw";
import { TerraDrawMapLibreGLAdapter } from "terra-draw-maplibre-gl-adapter";

/** What the library names its sources and layers by. */
const PREFIX = "td";
/** Corners of loaded features draw the pointer from so near, pixels. */
const SNAP_PX = 12;
/** Decimals of degrees. */
const DECIMALS = 9;
/** Radius of a sphere as large as the earth, metres. */
const EARTH_M = 6_371_008.8;
/** What is being drawn is numbered from here on; below are the page's own. */
const FIRST_DRAWN = 1e9;

const rounded = ([x, y]) => [Number(x.toFixed(DECIMALS)), Number(y.toFixed(DECIMALS))];

/** The next style with what the library drew kept from the one before. */
function keep(previous, next) {
  if (!previous) return next;
  const own = (name) => name.startsWith(`${PREFIX}-`);
  const sources = Object.entries(previous.sources).filter(([name]) => own(name));
  const layers = previous.layers.filter((layer) => own(layer.id));
  return { ...next, sources: { ...next.sources, ...Object.fromEntries(sources) }, layers: [...next.layers, ...layers] };
}

/** Length of a line and area of a ring in degrees, as on a sphere: metres and square metres. */
function measured(positions) {
  const radians = positions.map(([x, y]) => [(x * Math.PI) / 180, (y * Math.PI) / 180]);
  let length = 0;
  let area = 0;
  radians.forEach(([x, y], place) => {
    if (place > 0) {
      const [u, v] = radians[place - 1];
      const half = Math.sin((y - v) / 2) ** 2 + Math.cos(y) * Math.cos(v) * Math.sin((x - u) / 2) ** 2;
      length += 2 * EARTH_M * Math.asin(Math.sqrt(half));
    }
    const [u, v] = radians[(place + 1) % radians.length];
    area += (u - x) * (2 + Math.sin(y) + Math.sin(v));
  });
  return [length, Math.abs((area * EARTH_M * EARTH_M) / 2)];
}

/** The nearest corner of a loaded feature under the pointer. */
function snapped(map, event) {
  const { containerX: x, containerY: y } = event;
  const box = [
    [x - SNAP_PX, y - SNAP_PX],
    [x + SNAP_PX, y + SNAP_PX],
  ];
  let [best, least] = [undefined, SNAP_PX];
  const look = (positions) => {
    if (typeof positions[0] !== "number") return positions.forEach(look);
    const at = map.project(positions);
    const far = Math.hypot(at.x - x, at.y - y);
    if (far < least) [best, least] = [rounded(positions), far];
  };
  for (const feature of map.queryRenderedFeatures(box)) {
    if (!feature.source.startsWith(`${PREFIX}-`) && feature.geometry.coordinates) look(feature.geometry.coordinates);
  }
  return best;
}

/** What of a shape the page wants: the shell without its closing corner, the line, the point. */
function positionsOf({ type, coordinates }) {
  if (type === "Polygon") return coordinates[0].slice(0, -1);
  return type === "Point" ? [coordinates] : coordinates;
}

/**
 * Begins to draw. `heard` is called with what happened ("drawn", "changed") or is happening
 * ("drawing", "changing", "measured"), the number of the shape, and its positions, or metres
 * and square metres.
 */
function begin(map, { colour, casing }, heard) {
  const snapping = { toLine: true, toCoordinate: true, toCustom: (event) => snapped(map, event) };
  const corners = { draggable: true, midpoints: true, deletable: true };
  const flags = { feature: { draggable: true, coordinates: corners } };
  const outline = { outlineColor: colour, outlineWidth: 3, fillColor: colour, fillOpacity: 0.15 };
  const closing = { closingPointColor: colour, closingPointOutlineColor: casing, closingPointWidth: 6 };
  const selected = {
    selectedPolygonColor: colour,
    selectedPolygonFillOpacity: 0.15,
    selectedPolygonOutlineColor: colour,
    selectedPolygonOutlineWidth: 3,
    selectedLineStringColor: colour,
    selectedLineStringWidth: 4,
    selectedPointColor: colour,
    selectedPointOutlineColor: casing,
    selectionPointColor: casing,
    selectionPointOutlineColor: colour,
    selectionPointOutlineWidth: 3,
    selectionPointWidth: 7,
    midPointColor: colour,
    midPointOutlineColor: casing,
    midPointWidth: 5,
  };
  let next = FIRST_DRAWN;
  const draw = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map, prefixId: PREFIX, coordinatePrecision: DECIMALS }),
    idStrategy: { isValidId: Number.isInteger, getId: () => (next += 1) },
    modes: [
      new TerraDrawPolygonMode({ snapping, styles: { ...outline, ...closing } }),
      new TerraDrawRectangleMode({ styles: outline }),
      new TerraDrawFreehandMode({ styles: { ...outline, ...closing } }),
      new TerraDrawLineStringMode({
        snapping,
        styles: { lineStringColor: colour, lineStringWidth: 4, ...closing },
      }),
      new TerraDrawPointMode({ styles: { pointColor: colour, pointOutlineColor: casing, pointWidth: 7 } }),
      new TerraDrawSelectMode({
        flags: { polygon: flags, linestring: flags, point: { feature: { draggable: true } } },
        // Taking out is a step of the page's own.
        keyEvents: { deselect: "Escape", delete: null, rotate: null, scale: null },
        styles: selected,
      }),
    ],
  });
  draw.start();
  // The shape that is being drawn.
  let begun = null;
  draw.on("finish", (id, { action }) => {
    begun = null;
    const feature = draw.getSnapshotFeature(id);
    if (!feature) return;
    const positions = JSON.stringify(positionsOf(feature.geometry));
    if (action === "draw") {
      // The page shows it from now on.
      setTimeout(() => {
        if (draw.enabled && draw.hasFeature(id)) draw.removeFeatures([id]);
      });
      heard("drawn", id, positions);
    } else {
      heard("changed", id - 1, positions);
    }
  });
  draw.on("change", (ids, type, context) => {
    if (type === "delete" && begun !== null && ids.includes(begun)) {
      begun = null;
      return heard("given up", 0, "[]");
    }
    // What the page itself puts there is moved by no hand.
    if (type === "delete" || type === "styling" || context?.origin === "api") return;
    const shapes = ids.map((id) => draw.getSnapshotFeature(id)).filter((feature) => feature && feature.geometry.type !== "Point");
    const shape = shapes.at(-1);
    if (!shape) return;
    const positions = positionsOf(shape.geometry);
    heard("measured", shape.id, JSON.stringify(measured(positions)));
    if (shape.id < FIRST_DRAWN) heard("changing", shape.id - 1, JSON.stringify(positions));
    else {
      begun = shape.id;
      heard("drawing", shape.id, JSON.stringify(positions));
    }
  });
  return {
    /** Draws so from now on: polygon, rectangle, freehand, linestring, point, select. */
    use(mode, features) {
      draw.clear();
      if (mode === "select") {
        const shapes = JSON.parse(features).map(({ id, mode, geometry }) => {
          const round = (positions) => (typeof positions[0] === "number" ? rounded(positions) : positions.map(round));
          const coordinates = round(geometry.coordinates);
          // Its own number 0 would be none to the library.
          return { id: id + 1, type: "Feature", properties: { mode }, geometry: { type: geometry.type, coordinates } };
        });
        draw.addFeatures(shapes);
      }
      draw.setMode(mode);
    },
    /** Takes away all that is drawn here and listens no more. */
    end() {
      draw.stop();
    },
  };
}

// A script that is fetched later has no other way to be found.
globalThis.liitoDraw = { begin, keep };
