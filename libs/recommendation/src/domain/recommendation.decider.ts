import { type Decider, type Facts, RuleBroken } from '#app/kernel';
import { assuranceRules } from './assurance.decider';
import { lastChecked } from './checking';
import { endingRules } from './ending.decider';
import { stillEscalated } from './escalating';
import { lineRules } from './lines.decider';
import type { RecommendationCommand } from './recommendation.commands';
import type { RecommendationEvent } from './recommendation.events';
import { type Recommendation, evolve, unknown } from './recommendation.state';
import { type Dated, daysAfter, refuseBackwards } from './days';
import type { Rules } from './rules';
import { wholeRules } from './whole.decider';

const rules: Rules<RecommendationCommand['type']> = { ...wholeRules, ...lineRules, ...assuranceRules, ...endingRules };

type Rule = (
  data: RecommendationCommand['data'],
  state: Recommendation,
  facts: Facts,
) => readonly RecommendationEvent[];

/** The followed thing: one kind of recommendation, whatever it came from and whoever owns it (domain reference §4). */
export const recommendation: Decider<RecommendationCommand, RecommendationEvent, Dated> = {
  category: 'recommendation',
  prefix: 'REC',
  initialState: unknown,

  evolve: (state, event, happenedOn) => ({
    ...evolve(state, event),
    days: daysAfter(state.days, event, happenedOn),
    escalatedTo: stillEscalated(state.escalatedTo ?? [], event),
    ...lastChecked(state.lastCheck, event),
  }),

  decide(command, state, facts) {
    if (state.status === 'unknown' && command.type !== 'MakeRecommendation')
      throw new RuleBroken('not-made', 'This recommendation has not been made.');
    if (state.status === 'entered-in-error') {
      if (command.type === 'MakeRecommendation') return [];
      throw new RuleBroken('entered-in-error', 'This recommendation was entered in error. Nothing can be added to it.');
    }
    const events = (rules[command.type] as Rule)(command.data, state, facts);
    refuseBackwards(command, state, facts);
    return events;
  },

  /** Acts on different lines never conflict; an act on several lines, or on none, is about the whole. */
  partOf({ data }) {
    if ('lineId' in data) return data.lineId;
    const asked = 'lineIds' in data ? data.lineIds : [];
    return asked.length === 1 ? asked[0] : undefined;
  },
};
