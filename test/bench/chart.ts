import type { Row } from './figures';

const BAR = 22;
const LEFT = 330;
const WIDTH = 960;
const INK = '#1d1d1b';

const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Each ratio as a bar on a logarithmic scale, with the spread of its rounds as a line: 1 × is the peer. */
export function ratioChart(title: string, rows: readonly Row[]): string {
  const compared = rows.filter(({ ratio }) => ratio !== undefined);
  const most = Math.max(2, ...compared.map(({ highest = 1 }) => highest));
  const least = Math.min(0.5, ...compared.map(({ lowest = 1 }) => lowest));
  const x = (value: number): number =>
    LEFT + ((Math.log(value) - Math.log(least)) / (Math.log(most) - Math.log(least))) * (WIDTH - LEFT - 70);
  const height = 60 + compared.length * BAR;
  const bars = compared.map((row, n) => {
    const { ratio = 1, lowest = ratio, highest = ratio, name, clients, peerName = '', met } = row;
    const y = 40 + n * BAR;
    const [from, to] = [Math.min(x(1), x(ratio)), Math.max(x(1), x(ratio))];
    return [
      `<text x="${LEFT - 8}" y="${y + 12}" text-anchor="end">${escape(`${name}, ${clients}: ${peerName}`)}</text>`,
      `<rect x="${f(from)}" y="${y}" width="${f(to - from)}" height="14" fill="${met ? '#00703c' : '#d4351c'}"/>`,
      `<line x1="${f(x(lowest))}" x2="${f(x(highest))}" y1="${y + 7}" y2="${y + 7}" stroke="${INK}"/>`,
      `<text x="${f(Math.max(to, x(highest)) + 5)}" y="${y + 12}">${ratio.toPrecision(3)} ×</text>`,
    ].join('');
  });
  const marks = [0.5, 1, 2, 5, 10, 20, 50, 100, 200].filter((mark) => mark >= least && mark <= most);
  const scale = marks.map(
    (mark) =>
      `<line x1="${f(x(mark))}" x2="${f(x(mark))}" y1="34" y2="${height - 18}" stroke="#b1b4b6"/>` +
      `<text x="${f(x(mark))}" y="${height - 4}" text-anchor="middle">${mark} ×</text>`,
  );
  return svg(title, height, [...scale, ...bars]);
}

/** Lines over a logarithmic number of events, one per thing measured. */
export function growthChart(title: string, lines: ReadonlyMap<string, readonly (readonly [number, number])[]>): string {
  const points = [...lines.values()].flat();
  const [events, values] = [points.map(([event]) => event), points.map(([, value]) => value)];
  const [low, high] = [Math.log(Math.min(...events)), Math.log(Math.max(...events, Math.min(...events) * 2))];
  const top = Math.max(...values);
  const height = 360;
  const x = (event: number): number => 60 + ((Math.log(event) - low) / (high - low)) * (WIDTH - 320);
  const y = (value: number): number => height - 40 - (value / top) * (height - 90);
  const colours = ['#1d70b8', '#00703c', '#d4351c', '#4c2c92', '#f47738', '#28a197', '#b58840'];
  const drawn = [...lines].map(([name, line], n) => {
    const colour = colours[n % colours.length] ?? INK;
    const path = line.map(([event, value]) => `${f(x(event))},${f(y(value))}`).join(' ');
    return (
      `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>` +
      `<text x="${WIDTH - 250}" y="${50 + n * 18}" fill="${colour}">${escape(name)}</text>`
    );
  });
  const feet = [...new Set(events)].map(
    (event) =>
      `<text x="${f(x(event))}" y="${height - 20}" text-anchor="middle">${event.toLocaleString('en-GB')}</text>`,
  );
  const head = `<text x="8" y="46">${Math.round(top).toLocaleString('en-GB')} ms</text><text x="8" y="${height - 40}">0</text>`;
  return svg(title, height, [head, ...feet, ...drawn]);
}

const f = (value: number): string => value.toFixed(1);

const svg = (title: string, height: number, parts: readonly string[]): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" font-family="sans-serif" font-size="12" fill="${INK}">`,
    `<title>${escape(title)}</title><rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    `<text x="8" y="20" font-size="15" font-weight="bold">${escape(title)}</text>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
