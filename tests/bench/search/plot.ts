import type { Measured } from './measure.ts';

const [WIDTH, HEIGHT] = [720, 420];
const EDGE = { left: 70, right: 190, top: 30, bottom: 50 };
const COLOURS = ['#0b6e4f', '#c1440e', '#3457d5', '#8a4fff', '#8a6d00', '#555555'];

const decades = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => 10 ** (from + at));

const label = (value: number): string =>
  value >= 1e6
    ? `${value / 1e6} M`
    : value >= 1e3
      ? `${value / 1e3} k`
      : String(Math.round(value * 1000) / 1000);

/**
 * Plots the median time of a question (ms) over the number of facts, on logarithmic axes, with one line per library.
 */
export function plot(rows: readonly Measured[]): string {
  const sizes = rows.map(({ size }) => Math.log10(size));
  const times = rows.map(({ p50 }) => Math.log10(Math.max(p50, 0.001)));
  const [x0, x1] = [Math.floor(Math.min(...sizes)), Math.max(Math.ceil(Math.max(...sizes)), 4)];
  const [y0, y1] = [Math.floor(Math.min(...times)), Math.ceil(Math.max(...times))];
  const x = (size: number) =>
    EDGE.left + ((Math.log10(size) - x0) / (x1 - x0)) * (WIDTH - EDGE.left - EDGE.right);
  const y = (ms: number) =>
    HEIGHT -
    EDGE.bottom -
    ((Math.log10(Math.max(ms, 0.001)) - y0) / Math.max(1, y1 - y0)) * (HEIGHT - EDGE.top - EDGE.bottom);
  const [right, low] = [WIDTH - EDGE.right, HEIGHT - EDGE.bottom];
  const grid = [
    ...decades(x0, x1).map(
      (size) =>
        `<line x1="${x(size)}" x2="${x(size)}" y1="${EDGE.top}" y2="${low}" stroke="#ddd"/><text x="${x(size)}" y="${low + 18}" text-anchor="middle">${label(size)}</text>`,
    ),
    ...decades(y0, y1).map(
      (ms) =>
        `<line x1="${EDGE.left}" x2="${right}" y1="${y(ms)}" y2="${y(ms)}" stroke="#ddd"/><text x="${EDGE.left - 8}" y="${y(ms) + 4}" text-anchor="end">${label(ms)} ms</text>`,
    ),
  ];
  const lines = [...new Set(rows.map(({ engine }) => engine))].map((engine, at) => {
    const own = rows.filter((row) => row.engine === engine).sort((a, b) => a.size - b.size);
    const colour = COLOURS[at % COLOURS.length]!;
    const points = own.map(({ size, p50 }) => `${x(size).toFixed(1)},${y(p50).toFixed(1)}`);
    const dots = own.map(
      ({ size, p50 }) =>
        `<circle cx="${x(size).toFixed(1)}" cy="${y(p50).toFixed(1)}" r="3.5" fill="${colour}"/>`,
    );
    const key = `<rect x="${right + 14}" y="${EDGE.top + at * 22}" width="12" height="12" fill="${colour}"/><text x="${right + 32}" y="${EDGE.top + 10 + at * 22}">${engine}</text>`;
    return `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join('')}${key}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" role="img" aria-label="Median time of a question against the number of facts">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
${grid.join('\n')}
${lines.join('\n')}
<text x="${(EDGE.left + right) / 2}" y="${HEIGHT - 10}" text-anchor="middle">facts</text>
<text x="${EDGE.left}" y="16">median time of a question</text>
</svg>
`;
}
