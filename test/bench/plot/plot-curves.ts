import { placeLabels } from './place-labels.ts';

/** A diagram of curves over the number of questions, both axes logarithmic. */
export interface Panel {
  title: string;
  subtitle: string;
  curves: readonly Curve[];
}

export interface Curve {
  name: string;
  /** Ascending by x, both > 0; values ≤ 0 are left out. */
  points: readonly { x: number; y: number }[];
}

const WIDTH = 380;
const HEIGHT = 340;
const PLOT = { left: 52, right: 270, top: 64, bottom: 296 };
const COLOURS = ['#c8102e', '#1f6fb2', '#3a8f4d', '#b07a00', '#7a4fa3', '#4d5a66', '#0f8b8d'];
const STYLE = `text { font: 12px system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; fill: #333 }
.title { font-size: 14px; font-weight: 600 } .faint { fill: #777; font-size: 11px } .grid { stroke: #e4e4e4 }`;

/** The panels side by side as one SVG document, each curve in the same colour in all, the first one thick. */
export function plotCurves(panels: readonly Panel[]): string {
  const width = WIDTH * panels.length;
  const drawn = panels.map((panel, at) => `<g transform="translate(${at * WIDTH} 0)">${draw(panel)}</g>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}">
<style>${STYLE}</style>
<rect width="100%" height="100%" fill="#fff"/>
${drawn.join('\n')}
</svg>
`;
}

function draw({ title, subtitle, curves }: Panel): string {
  const positive = curves.map(({ name, points }) => ({ name, points: points.filter(({ y }) => y > 0) }));
  const all = positive.flatMap(({ points }) => points);
  if (all.length === 0) return '';
  const xs = all.map(({ x }) => x);
  const ys = all.map(({ y }) => y);
  const toX = logScale(Math.min(...xs), Math.max(...xs), PLOT.left, PLOT.right);
  const decades = [Math.floor(Math.log10(Math.min(...ys))), Math.ceil(Math.log10(Math.max(...ys)))] as const;
  const toY = logScale(10 ** decades[0], 10 ** decades[1], PLOT.bottom, PLOT.top);
  const labels = placeLabels(
    positive.flatMap(({ points }) => (points.length === 0 ? [] : [toY(points.at(-1)!.y)])),
  );
  let label = 0;
  const lines = positive.map(({ name, points }, at) => {
    if (points.length === 0) return '';
    const colour = COLOURS[at % COLOURS.length]!;
    const places = points.map(({ x, y }) => ({ x: toX(x), y: toY(y) }));
    const last = places.at(-1)!;
    const path = places.map(({ x, y }) => `${round(x)},${round(y)}`).join(' ');
    const dots = places.map(
      ({ x, y }) => `<circle cx="${round(x)}" cy="${round(y)}" r="2.5" fill="${colour}"/>`,
    );
    const labelY = labels[label++]!;
    return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="${at === 0 ? 3 : 1.5}"/>
${dots.join('')}<path d="M${round(last.x + 4)} ${round(last.y)}L${PLOT.right + 10} ${round(labelY)}" stroke="${colour}" stroke-opacity="0.4" fill="none"/>
<text x="${PLOT.right + 13}" y="${round(labelY + 4)}" style="fill: ${colour}"${at === 0 ? ' font-weight="600"' : ''}>${name}</text>`;
  });
  return [
    `<text x="${PLOT.left}" y="26" class="title">${title}</text>`,
    `<text x="${PLOT.left}" y="44" class="faint">${subtitle}</text>`,
    ...gridOfValues(decades, toY),
    ...ticksOfSizes([...new Set(xs)], toX),
    ...lines,
  ].join('\n');
}

function gridOfValues([from, to]: readonly [number, number], toY: (value: number) => number): string[] {
  return Array.from({ length: to - from + 1 }, (_, i) => 10 ** (from + i)).map((value) => {
    const y = round(toY(value));
    return `<path d="M${PLOT.left} ${y}H${PLOT.right}" class="grid"/>
<text x="${PLOT.left - 8}" y="${y + 4}" text-anchor="end" class="faint">${Number(value.toPrecision(1))}</text>`;
  });
}

function ticksOfSizes(sizes: readonly number[], toX: (size: number) => number): string[] {
  return sizes.map((size) => {
    const name = size >= 1_000_000 ? `${size / 1_000_000}M` : size >= 1000 ? `${size / 1000}k` : String(size);
    const x = round(toX(size));
    return `<path d="M${x} ${PLOT.top}V${PLOT.bottom}" class="grid"/>
<text x="${x}" y="${PLOT.bottom + 18}" text-anchor="middle" class="faint">${name}</text>`;
  });
}

function logScale(from: number, to: number, start: number, end: number): (value: number) => number {
  const span = Math.log(to / from) || 1;
  return (value) => start + (Math.log(value / from) / span) * (end - start);
}

function round(value: number): number {
  return Number(value.toFixed(1));
}
