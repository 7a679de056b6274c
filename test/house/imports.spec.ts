import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

interface Report {
  readonly violations: readonly { from: string; rule: { name: string } }[];
  readonly ruleSetUsed: { forbidden: readonly { name: string }[] };
}

/** A breach of each rule: the file that commits it, and how. */
const breaches: readonly [rule: string, file: string, text: string][] = [
  ['no-cycles', 'libs/referral/src/web/cycle.ts', `import './cycle';`],
  ['no-unresolvable', 'libs/referral/src/web/lost.ts', `import './nowhere';`],
  ['kernel-is-pure', 'libs/kernel/src/impure.ts', `import 'node:crypto';`],
  ['calendar-is-pure', 'libs/calendar/src/impure.ts', `import '#app/kernel';`],
  ['concerned-is-pure', 'libs/concerned/src/impure.ts', `import '#app/platform';`],
  ['steps-are-pure', 'libs/steps/src/impure.ts', `import '#app/platform';`],
  ['domain-is-pure', 'libs/referral/src/domain/node.ts', `import 'node:crypto';`],
  ['domain-is-pure', 'libs/referral/src/domain/nest.ts', `import '@nestjs/common';`],
  ['domain-is-pure', 'libs/referral/src/domain/row.ts', `import '../read/referral.row';`],
  ['domain-is-pure', 'libs/recommendation/src/domain/slice.ts', `import { ReferralModule } from '#app/referral';`],
  ['domain-is-pure', 'libs/referral/src/domain/log.ts', `import { Decisions } from '#app/platform';`],
  ['domain-is-pure-types', 'libs/referral/src/domain/row-type.ts', `import type { Repository } from 'typeorm';`],
  ['domain-is-pure-types', 'libs/referral/src/domain/log-type.ts', `import type { EventLog } from '#app/platform';`],
  ['slices-meet-at-types', 'libs/recommendation/src/read/other.ts', `import { ReferralModule } from '#app/referral';`],
  [
    'slice-door',
    'libs/recommendation/src/write/past-the-door.ts',
    `import type { ReferralEvent } from '../../../referral/src/domain/referral.events';`,
  ],
  ['write-does-not-read', 'libs/referral/src/write/reads.ts', `import '../read/referral.row';`],
  ['write-has-no-sql', 'libs/referral/src/write/typeorm.ts', `import type { EntityManager } from 'typeorm';`],
  ['write-has-no-sql', 'libs/referral/src/write/pg.ts', `import 'pg';`],
  ['read-does-not-write', 'libs/referral/src/read/writes.ts', `import '../write/referral.handler';`],
  ['web-has-no-sql', 'libs/referral/src/web/sql.ts', `import 'typeorm';`],
  ['web-asks', 'libs/referral/src/web/decides.ts', `import { referral } from '../domain/referral.decider';`],
  ['platform-door', 'libs/referral/src/write/inside.ts', `import '../../../platform/src/write/decisions';`],
  ['platform-below-slices', 'libs/platform/src/http/knows.ts', `import type { ReferralEvent } from '#app/referral';`],
  ['apps-use-doors', 'apps/web/src/inside.ts', `import '../../../libs/platform/src/http/loopback';`],
  ['one-event-log-client', 'libs/platform/src/write/past-the-port.ts', `import type {} from '@eventstore/db-client';`],
  ['libs-below-apps', 'libs/referral/src/web/app.ts', `import '../../../../apps/web/src/web.setup';`],
  ['tests-stay-out', 'libs/referral/src/read/helped.ts', `import { scenario } from '#app/testing';`],
];

const home = join(__dirname, '../..');
const cruiser = join(home, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

function cruise(tree: string): Report {
  const options = ['--config', join(home, '.dependency-cruiser.cjs'), '--output-type', 'json'];
  const json = execFileSync(process.execPath, [cruiser, ...options, 'apps', 'libs'], {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return (JSON.parse(json) as { summary: Report }).summary;
}

describe('the fence between the rooms', () => {
  const tree = mkdtempSync(join(tmpdir(), 'fence-'));

  beforeAll(() => {
    for (const path of ['apps', 'libs', 'tsconfig.json', 'package.json'])
      cpSync(join(home, path), join(tree, path), { recursive: true });
    symlinkSync(join(home, 'node_modules'), join(tree, 'node_modules'));
  });

  afterAll(() => {
    rmSync(tree, { recursive: true });
  });

  it('is silent about our own tree', () => {
    expect(cruise(tree).violations).toEqual([]);
  });

  describe('with every rule broken', () => {
    let report: Report;

    beforeAll(() => {
      for (const [, file, text] of breaches) {
        mkdirSync(dirname(join(tree, file)), { recursive: true });
        writeFileSync(join(tree, file), `${text}\n`);
      }
      report = cruise(tree);
    });

    it.each(breaches)('barks once, %s, at %s', (rule, file) => {
      const barks = report.violations.filter(({ from }) => from === file);
      expect(barks.map((violation) => violation.rule.name)).toEqual([rule]);
    });

    it('barks at nothing else', () => {
      const files = new Set(report.violations.map(({ from }) => from));
      expect([...files].sort()).toEqual(breaches.map(([, file]) => file).sort());
    });

    it('has no rule that was not broken', () => {
      const rules = report.ruleSetUsed.forbidden.map(({ name }) => name);
      expect(rules.sort()).toEqual([...new Set(breaches.map(([rule]) => rule))].sort());
    });
  });
});
