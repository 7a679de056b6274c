const { execFileSync } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { arch, cpus, release, tmpdir, totalmem } = require('node:os');
const { basename, join } = require('node:path');

const TITLE = '# Nothing lost: the long run';
const INTRODUCTION =
  '`npm run test:faults` writes this. Each part says when it was last run, at which commit and where, what was tried and how often, and what was not tried and why.';

/** Keeps test/bench/reports/faults.md: a part for each file of tests, written anew when that file was run to its end. */
module.exports = class FaultsReport {
  constructor({ rootDir }) {
    this.reports = join(rootDir, 'test/bench/reports');
    this.commit = commit(rootDir);
    this.folder = mkdtempSync(join(tmpdir(), 'learning-trail-report-'));
    this.parts = new Map();
    // What the tests count themselves (settings.ts).
    process.env.FAULTS_TOLD = join(this.folder, 'told');
  }

  onTestFileStart() {
    writeFileSync(process.env.FAULTS_TOLD, '');
  }

  onTestFileResult({ path }, { testResults, perfStats, testExecError }) {
    const name = basename(path).replace(/\.e2e-spec\.ts$/, '');
    const told = readFileSync(process.env.FAULTS_TOLD, 'utf8').split('\n').filter(Boolean);
    const lines = testResults.map(({ status, fullName, duration }) => {
      const seconds = status === 'passed' || status === 'failed' ? `, ${Math.round((duration ?? 0) / 1000)} s` : '';
      return `- ${status === 'pending' || status === 'todo' ? 'skipped' : status}: ${fullName}${seconds}`;
    });
    if (testExecError) lines.push('- failed: it could not be run');
    const seconds = Math.round((perfStats.end - perfStats.start) / 1000);
    const given = ['KILLS', 'RUNS'].filter((each) => process.env[each]).map((each) => `, ${each}=${process.env[each]}`);
    const when = `${new Date().toISOString().slice(0, 10)}, commit ${this.commit}, ${machine()}: ${seconds} s${given.join('')}`;
    this.parts.set(name, [when, '', ...lines, ...told.map((line) => `- ${line}`)].join('\n'));
  }

  onRunComplete() {
    rmSync(this.folder, { recursive: true });
    const file = join(this.reports, 'faults.md');
    const all = [...new Map([...partsOf(read(file)), ...this.parts])].toSorted(([a], [b]) => (a < b ? -1 : 1));
    const parts = all.map(([name, text]) => `## ${name}\n\n${text}`);
    writeFileSync(
      file,
      `${[TITLE, INTRODUCTION, ...parts, read(join(this.reports, 'faults.notes.md'))].join('\n\n').trimEnd()}\n`,
    );
  }
};

/** Those of the report as it is. What stands above and below them is written anew. */
const partsOf = (report) =>
  report
    .split(/^(?=# |## )/m)
    .filter((part) => part.startsWith('## '))
    .map((part) => [part.slice(3, part.indexOf('\n')), part.slice(part.indexOf('\n')).trim()])
    .filter(([name]) => !name.includes(' '));

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function commit(cwd) {
  try {
    const told = (...args) => execFileSync('git', args, { cwd, encoding: 'utf8' }).trim();
    return (
      told('rev-parse', '--short', 'HEAD') +
      (told('status', '--porcelain', '--', ':/', ':!test/bench/reports') === '' ? '' : ' with changes')
    );
  } catch {
    return 'unknown';
  }
}

const machine = () =>
  `${cpus().length} × ${cpus()[0]?.model.trim() ?? arch()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${release()}, Node ${process.versions.node}`;
