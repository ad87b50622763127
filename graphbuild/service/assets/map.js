"use strict";
// The map: Leaflet over outlines that lie here, so that nothing is asked of the outside.

(() => {
  const { say, make, shorten, read, tell, findOpened, showNothing, language } = window.graphbuildViews;
  const OUTLINES = new URL("vendor/world-atlas/countries-50m.json", document.currentScript.src);
  const COUNTRIES = "/countries.json";
  const WKT = /^\s*(?:<[^>]*>\s*)?POINT\s*Z?\s*\(\s*([-+\d.eE]+)\s+([-+\d.eE]+)[^)]*\)\s*$/i;
  const NAMES = { lat: /^(lat|latitude)$/i, long: /^(long?|lng|longitude)$/i, precision: /^precision$/i };
  const COARSE = { exact: 0, near: 1, regionWide: 2, countryWide: 3 };
  const LISTED = 50; // rows of a place that are listed
  const MOST_NAMES = 3; // of things at one point
  const NAMED = 46; // pixels that a country needs for its name

  // --- places ---

  const isPoint = (lat, long) => Number.isFinite(lat) && Number.isFinite(long) && Math.abs(lat) <= 90 && Math.abs(long) <= 180;
  const toNumber = (cell) => (cell && cell.type === "literal" && cell.value.trim() ? Number(cell.value) : NaN);

  // Points that the cells of a row tell: WKT, or a pair of columns.
  const readCells = (row, sheet) => {
    const column = (name) => row.cells[sheet.columns.findIndex((title) => NAMES[name].test(title))];
    const found = row.cells.map((cell) => (cell?.type === "literal" ? WKT.exec(cell.value) : null)).filter(Boolean)
      .map(([, long, lat]) => ({ lat: Number(lat), long: Number(long) }));
    const pair = { lat: toNumber(column("lat")), long: toNumber(column("long")) };
    const points = [...found, pair].filter(({ lat, long }) => isPoint(lat, long));
    const precision = read(column("precision"), sheet.things);
    return points.map((point) => ({ ...point, precision, label: "" }));
  };

  // Points of the places behind a row: where its events happened, and places themselves.
  const readThings = (row, sheet) => {
    const events = row.behind.flatMap((iri) => sheet.things[iri]?.places ?? []);
    const own = row.behind.filter((iri) => sheet.things[iri]?.kind === "place");
    const places = [...new Set(events.length ? events : own)].map((iri) => sheet.things[iri]);
    return places.filter((place) => place && isPoint(place.lat, place.long));
  };

  const findName = (point, row, sheet) => {
    if (point.label) return point.label;
    const same = Object.values(sheet.things).find(({ kind, lat, long }) =>
      kind === "place" && Math.abs(lat - point.lat) < 1e-4 && Math.abs(long - point.long) < 1e-4);
    return same?.label || read(row.cells.find((cell) => cell && !/^[-+\d.eE]*$/.test(read(cell, sheet.things))), sheet.things);
  };

  // The column whose numbers the circles show: the only one of whole numbers.
  const findWeights = (sheet) => {
    const whole = (cell) => cell?.type === "literal" && /#(integer|int|long|nonNegativeInteger)$/.test(cell.datatype ?? "");
    const columns = sheet.columns.map((_, i) => i).filter((i) => !Object.values(NAMES).some((name) => name.test(sheet.columns[i])))
      .filter((i) => sheet.rows.every((row) => whole(row.cells[i]) && Number(row.cells[i].value) >= 0));
    return columns.length === 1 ? columns[0] : -1;
  };

  // Places with their rows, the heaviest first, and how many rows have none.
  const listPlaces = (sheet) => {
    const [places, column] = [new Map(), findWeights(sheet)];
    let unplaced = 0;
    for (const row of sheet.rows) {
      const cells = readCells(row, sheet);
      const points = cells.length ? cells : readThings(row, sheet);
      unplaced += points.length ? 0 : 1;
      for (const point of points) {
        const key = `${point.lat.toFixed(5)} ${point.long.toFixed(5)}`;
        const known = places.get(key) ?? { lat: point.lat, long: point.long, names: new Set(), precision: point.precision ?? "", rows: new Set() };
        known.names.add(findName(point, row, sheet));
        known.rows.add(row);
        places.set(key, known);
      }
    }
    const found = [...places.values()].map(({ names, rows, ...place }) => ({ ...place, rows: [...rows], label: join([...names].filter(Boolean)) }));
    for (const place of found) place.weight = column < 0 ? place.rows.length : place.rows.reduce((sum, row) => sum + Number(row.cells[column].value), 0);
    const counted = column < 0 ? "" : sheet.columns[column].replaceAll("_", " ");
    return { places: found.sort((a, b) => b.weight - a.weight || a.label.localeCompare(b.label, language)), unplaced, counted };
  };

  const join = (names) => names.slice(0, MOST_NAMES).join(", ") + (names.length > MOST_NAMES ? " …" : "");

  // --- the list ---

  const showRows = (place, sheet, open) => {
    const items = place.rows.slice(0, LISTED).map((row) => {
      const iri = findOpened(row);
      const words = shorten(tell(row, sheet));
      return make("li", {}, iri ? make("button", { type: "button", className: "told", onclick: () => open(iri) }, words) : words);
    });
    const rest = place.rows.length - LISTED;
    return make("ul", { className: "toldRows" }, ...items, rest > 0 ? make("li", { className: "quiet" }, say("view_more_rows", { n: rest })) : null);
  };

  const tellPrecision = (place) => (place.precision in COARSE ? say(`view_precision_${place.precision}`) : place.precision);

  const showPlace = (place, sheet, open) => make("div", { className: "place" },
    make("h3", {}, place.label || say("view_here"), place.precision ? make("span", { className: "quiet" }, ` ${tellPrecision(place)}`) : null),
    showRows(place, sheet, open));

  const listInWords = (places, sheet, open, show) => make("ol", { className: "places", "aria-label": say("view_places") },
    ...places.map((place) => {
      const details = make("details", {}, make("summary", {}, make("span", { className: `sample ${shape(place)}`, "aria-hidden": "true" }),
        make("span", { className: "placeName" }, place.label || say("view_here")), make("span", { className: "weight" }, place.weight.toLocaleString(language))));
      details.addEventListener("toggle", () => {
        if (details.open && details.children.length === 1) {
          details.append(make("p", { className: "quiet" }, tellPrecision(place)), showRows(place, sheet, open));
        }
        if (details.open) show(place);
      });
      return make("li", {}, details);
    }));

  // --- circles ---

  const shape = ({ precision }) => `p-${precision in COARSE ? precision : "exact"}`;
  const measure = ({ weight, precision }) => Math.min(54, 18 + 5.5 * Math.sqrt(weight) + 3 * (COARSE[precision] ?? 0));

  // Circles that would lie over one another become one.
  const gather = (places, map) => {
    const groups = [];
    for (const place of places) {
      const at = map.latLngToLayerPoint([place.lat, place.long]);
      const size = measure(place);
      const near = groups.find((group) => group.at.distanceTo(at) < (group.size + size) * 0.42);
      if (near) near.places.push(place);
      else groups.push({ at, size, places: [place] });
    }
    return groups;
  };

  const draw = (group, map, showPopup) => {
    const [first] = group.places;
    const weight = group.places.reduce((sum, place) => sum + place.weight, 0);
    const several = group.places.length > 1;
    const size = measure({ weight, precision: first.precision });
    const html = make("span", {}, weight.toLocaleString(language, { notation: weight > 9999 ? "compact" : "standard" }));
    const icon = L.divIcon({ className: `circle ${several ? "several" : shape(first)}`, html, iconSize: [size, size] });
    const title = several ? say("view_places_here", { n: group.places.length, first: first.label }) : `${first.label} (${weight.toLocaleString(language)})`;
    const marker = L.marker([first.lat, first.long], { icon, title, keyboard: false, riseOnHover: true });
    marker.on("click", () => {
      const bounds = L.latLngBounds(group.places.map(({ lat, long }) => [lat, long]));
      if (several && map.getZoom() < map.getMaxZoom() && !bounds.getNorthEast().equals(bounds.getSouthWest())) {
        map.fitBounds(bounds.pad(0.3), { maxZoom: Math.max(map.getZoom() + 2, Math.min(8, map.getBoundsZoom(bounds))) });
      } else showPopup(group.places);
    });
    return marker;
  };

  // --- outlines ---

  // Rings that cross the 180th meridian go on beyond it, in the place of a line around the world.
  const unwrap = (ring) => {
    let last = ring[0][0];
    return ring.map(([long, lat]) => {
      last = long + 360 * Math.round((last - long) / 360);
      return [last, lat];
    });
  };
  const unwrapAll = (features) => {
    for (const { geometry } of features.filter((feature) => feature.geometry)) {
      const open = (polygon) => polygon.map(unwrap);
      geometry.coordinates = geometry.type === "Polygon" ? open(geometry.coordinates) : geometry.coordinates.map(open);
    }
    return features;
  };

  const findMiddle = (feature) => {
    const rings = feature.geometry.type === "Polygon" ? [feature.geometry.coordinates[0]] : feature.geometry.coordinates.map(([ring]) => ring);
    const sizes = rings.map((ring) => {
      const bounds = L.latLngBounds(ring.map(([long, lat]) => [lat, long]));
      return { bounds, ring, size: (bounds.getEast() - bounds.getWest()) * (bounds.getNorth() - bounds.getSouth()) };
    });
    const { bounds, ring } = sizes.sort((a, b) => b.size - a.size)[0];
    let [area, x, y] = [0, 0, 0];
    for (let i = 1; i < ring.length; i += 1) {
      const cross = ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
      area += cross;
      x += (ring[i - 1][0] + ring[i][0]) * cross;
      y += (ring[i - 1][1] + ring[i][1]) * cross;
    }
    return { bounds, at: area ? L.latLng(y / (3 * area), x / (3 * area)) : bounds.getCenter() };
  };

  const drawOutlines = async (map) => {
    const [world, names] = await Promise.all([OUTLINES, COUNTRIES].map(async (address) => (await fetch(address)).json()));
    const features = unwrapAll(topojson.feature(world, world.objects.countries).features);
    map.createPane("land").classList.add("landPane");
    L.geoJSON(features, { pane: "land", interactive: false, style: () => ({ className: "land", weight: 1 }) }).addTo(map);
    const labels = L.layerGroup().addTo(map);
    map.createPane("names").classList.add("namesPane");
    const places = features.filter(({ geometry }) => geometry).map((feature) => ({ ...findMiddle(feature), name: names[feature.id]?.[language] ?? feature.properties.name }));
    const write = () => {
      labels.clearLayers();
      const view = map.getBounds();
      for (const { at, bounds, name } of places) {
        const wide = map.latLngToLayerPoint(bounds.getNorthEast()).x - map.latLngToLayerPoint(bounds.getSouthWest()).x;
        if (wide < Math.max(NAMED, name.length * 6.2) || !view.contains(at)) continue;
        const icon = L.divIcon({ className: "countryName", html: make("span", {}, name), iconSize: [0, 0] });
        L.marker(at, { icon, pane: "names", interactive: false, keyboard: false }).addTo(labels);
      }
    };
    map.on("moveend", write);
    write();
  };

  // --- the view ---

  const showLegend = (found, sheet) => {
    const kinds = Object.keys(COARSE).filter((name) => found.places.some(({ precision }) => precision === name));
    const samples = kinds.map((name) => make("span", { className: "sampleOf" }, make("span", { className: `sample p-${name}`, "aria-hidden": "true" }), say(`view_precision_${name}`)));
    const number = found.counted ? say("view_number_counts", { column: found.counted }) : say("view_number_rows");
    const unplaced = found.unplaced ? make("span", { className: "unplaced" }, say("view_unplaced", { n: found.unplaced })) : null;
    return make("p", { className: "viewLegend", role: "status" }, make("span", {}, say("view_on_map", { n: found.places.length })), make("span", {}, number), ...samples, unplaced,
      make("span", { className: "quiet" }, "Natural Earth"));
  };

  const showMap = (place, sheet, open) => {
    const found = listPlaces(sheet);
    if (!found.places.length) return showNothing(place, say("view_map_nothing"), say("view_map_advice"));
    const canvas = make("div", { className: "mapCanvas", role: "region", "aria-label": say("view_map_label") });
    const bounds = L.latLngBounds(found.places.map(({ lat, long }) => [lat, long]));
    const legend = showLegend(found, sheet);
    const box = make("div", { className: "mapBox" }, canvas);
    place.classList.add("mapView");
    place.replaceChildren(legend, box);
    const map = L.map(canvas, { attributionControl: false, zoomControl: false, minZoom: 1, maxZoom: 11, maxBounds: [[-89, -220], [89, 220]], zoomSnap: 0.5, worldCopyJump: false });
    L.control.zoom({ zoomInTitle: say("view_zoom_in"), zoomOutTitle: say("view_zoom_out") }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    map.fitBounds(bounds.pad(0.12), { maxZoom: 6, animate: false });
    const circles = L.layerGroup().addTo(map);
    const popup = L.popup({ maxWidth: Math.min(340, canvas.clientWidth - 70), maxHeight: 260, autoPanPaddingTopLeft: [52, 12], autoPanPaddingBottomRight: [12, 12] });
    const showPopup = (places) => {
      const content = make("div", {}, ...places.slice(0, LISTED).map((one) => showPlace(one, sheet, open)));
      popup.setLatLng([places[0].lat, places[0].long]).setContent(content).openOn(map);
      popup.getElement().querySelector(".leaflet-popup-close-button").setAttribute("aria-label", say("view_close"));
    };
    map.on("resize", () => { if (popup.isOpen()) popup.openOn(map); });
    const show = (one) => {
      map.setView([one.lat, one.long], Math.max(map.getZoom(), 5), { animate: !matchMedia("(prefers-reduced-motion: reduce)").matches });
    };
    const redraw = () => {
      circles.clearLayers();
      for (const group of gather(found.places, map)) draw(group, map, showPopup).addTo(circles);
    };
    map.on("zoomend", redraw);
    redraw();
    box.append(listInWords(found.places, sheet, open, show));
    drawOutlines(map);
    new ResizeObserver(() => map.invalidateSize()).observe(canvas);
    return map;
  };

  window.graphbuildViews.map = showMap;
})();
