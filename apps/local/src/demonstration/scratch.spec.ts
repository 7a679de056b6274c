import { MemoryEventLog, MemoryReferences, Decisions, clockAt, derivedId } from '#app/platform';
import { planned } from './load/plan';
import { referral } from '../../../../libs/referral/src/domain/referral.decider';
import { rapidReview } from '../../../../libs/rapid-review/src/domain/rapid-review.decider';
import { openFromReferral } from '../../../../libs/rapid-review/src/domain/open-from-referral.reaction';
import { learningEvent } from '../../../../libs/learning-event/src/domain/learning-event.decider';
import { audit } from '../../../../libs/audit/src/domain/audit.decider';
import { recommendation } from '../../../../libs/recommendation/src/domain/recommendation.decider';
import { agency } from '../../../../libs/directory/src/domain/agency.decider';
import { group } from '../../../../libs/directory/src/domain/group.decider';
import { post } from '../../../../libs/directory/src/domain/post.decider';

it('loads', async () => {
  const clock = clockAt('2026-11-22T10:00:00Z');
  const log = new MemoryEventLog(clock);
  const decisions = new Decisions(log, new MemoryReferences(), clock, 'iow');
  const deciderOf = (k: string, id: string): any => ({ referral, rapidReview, learningEvent, audit, recommendation, agency: agency(id), group: group(id), post } as any)[k];
  const refs = new Map<string, string>();
  const bad: string[] = [];
  const acts = planned('2026-11-22');
  for (const t of acts) {
    try {
      const command = typeof t.command === 'function' ? t.command((k, r) => refs.get(k + r) ?? (() => { throw new Error('no ref ' + k + r); })()) : t.command;
      const before = await log.head();
      const taken = await decisions.take(deciderOf(t.kind, t.id), t.id, command as any, { commandId: t.commandId, hash: 'x', by: t.by, happenedOn: t.on, imported: true, invented: t.invented });
      refs.set(t.kind + t.record, taken.reference);
      const events = await log.readAll(before, 100);
      if (events.length === 0) bad.push(`NOTHING ${t.on} ${t.kind} ${t.record} ${command.type}`);
      const fields = new Set([...events.flatMap((e) => Object.keys(e.event.data as object)), 'happenedOn', 'actor', 'onBehalfOf']);
      const astray = t.invented.filter((n) => !fields.has(n));
      if (events.length && astray.length) bad.push(`ASTRAY ${t.kind} ${t.record} ${command.type} ${astray.join()}`);
      const un = [...fields].filter((n) => !t.invented.includes(n));
      if (t.record.startsWith('invented') && un.length) process.stdout.write(`unlisted ${events.map((e) => e.event.type).join()} ${un.join()}\n`);
      if (t.reacts) for (const e of events) for (const [i, c] of openFromReferral.react(e as any).entries()) await decisions.take(rapidReview as any, c.id, c.command as any, { commandId: derivedId(t.commandId, 'r', i), hash: 'y', by: t.by, happenedOn: t.on });
    } catch (e) { bad.push(`${t.on} ${t.kind} ${t.record} ${typeof t.command === 'function' ? 'fn' : t.command.type}: ${(e as Error).message} [${(e as any).rule}]`); }
  }
  process.stdout.write(bad.join('\n') + `\n${acts.length} acts, ${await log.head()} events\n`);
}, 60000);
