import {
  type Notes,
  type Stepped,
  firstTaken,
  isOfNote,
  noteCorrected,
  noteOf,
  sharing,
  taken,
  untold,
  withNote,
} from '#app/steps';
import type { AuditEvent, Corrected, Planned, Returned } from './audit.events';
import { type AuditType, type Step, trailOf } from './audit.steps';

/** What the rules need to know of an audit. */
export interface Audit extends Stepped<Step> {
  readonly status: 'unknown' | 'open' | 'closed' | 'cancelled' | 'void';
  readonly type: AuditType;
  /** When it was closed or cancelled. */
  readonly endedOn?: string;
  readonly title: string;
  readonly theme: string;
  readonly quarter?: string;
  readonly agencies: readonly string[];
  readonly children?: number;
  readonly panel: readonly string[];
  /** When each agency was asked for its return, and which have given it. */
  readonly asked: { readonly [agency in string]?: string };
  readonly returned: readonly string[];
  /** The most children that any of the returns covers. */
  readonly mostReturned: number;
  /** What is planned now as another look. */
  readonly plan?: Pick<Planned, 'how' | 'quarter'>;
  /** Briefings, each as "channel, date, title". */
  readonly shared: readonly string[];
  readonly notes: Notes;
}

export const unknown: Audit = {
  status: 'unknown',
  type: 'multi-agency',
  title: '',
  theme: '',
  trail: trailOf('multi-agency'),
  settled: {},
  olderPapers: false,
  agencies: [],
  panel: [],
  asked: {},
  returned: [],
  mostReturned: 0,
  shared: [],
  notes: {},
};

export const outstanding = ({ asked, returned }: Audit): readonly string[] =>
  Object.keys(asked).filter((agency) => !returned.includes(agency));

export function evolve(state: Audit, event: AuditEvent): Audit {
  const { type, data } = event;
  switch (type) {
    case 'AuditPutInProgramme':
      return programmed(data);
    case 'AuditScoped': {
      const { children: _children, ...rest } = taken(state, 'scope', data.on);
      return { ...rest, agencies: data.agencies, ...(data.children !== undefined && { children: data.children }) };
    }
    case 'ReturnAsked':
      return withReturns({ ...state, asked: { ...state.asked, [data.agency]: data.on } }, data.on);
    case 'ReturnReceived':
      return withReturns(given(state, data), data.on);
    case 'PanelHeld':
      return { ...goneAhead(taken(state, 'panel', data.on)), panel: data.agencies };
    case 'FindingsRecorded':
      return goneAhead(taken(state, 'findings', data.on));
    case 'BriefingShared': {
      const shared = [...state.shared, sharing(data)];
      const notes = withNote(state.notes, 'briefing', noteOf(data));
      return { ...firstTaken(state, 'briefing', data.on), shared, notes };
    }
    case 'RecommendationsReviewed': {
      const notes = withNote(state.notes, 'review', { on: data.on, words: data.summary });
      return { ...firstTaken(state, 'monitoring', data.on), notes };
    }
    case 'ImpactChecked':
      return { ...firstTaken(state, 'impact', data.on), notes: withNote(state.notes, 'check', data) };
    default:
      return ended(state, event);
  }
}

function ended(state: Audit, { type, data }: AuditEvent): Audit {
  switch (type) {
    case 'AuditMovedToQuarter':
      return { ...state, quarter: data.to };
    case 'NoRecommendationsMade':
      return taken(state, 'monitoring', data.on);
    case 'ReAuditPlanned':
      return { ...state, plan: data };
    case 'FindingsAgreed':
      return taken(state, 'agreement', data.on);
    case 'AuditApproved':
      return taken(state, 'approval', data.on);
    case 'StepNotStated':
      return untold(state, data.step);
    case 'AuditClosed':
      return { ...state, status: 'closed', endedOn: data.on };
    case 'AuditCancelled':
      return { ...state, status: 'cancelled', endedOn: data.on };
    case 'AuditEnteredInError':
      return { ...state, status: 'void' };
    case 'AuditCorrected':
      return isOfNote(data) ? noteCorrected(state, data.field, data.to) : corrected(state, data);
    default:
      return state;
  }
}

function programmed(data: Extract<AuditEvent, { type: 'AuditPutInProgramme' }>['data']): Audit {
  const { type, title, theme, quarter, on, notStated } = data;
  const programme = { taken: notStated === undefined, ...(on !== undefined && { on }) };
  return {
    ...unknown,
    status: 'open',
    type,
    title,
    theme,
    trail: trailOf(type),
    settled: { programme },
    olderPapers: notStated !== undefined,
    ...(quarter !== undefined && { quarter }),
  };
}

const given = (state: Audit, { agency, children = 0 }: Returned): Audit => ({
  ...state,
  returned: [...state.returned, agency],
  mostReturned: Math.max(state.mostReturned, children),
});

/** The returns are in when every agency that was asked has given its own. A panel that met before then stays held. */
function withReturns(state: Audit, on: string): Audit {
  const { returns: _returns, ...settled } = state.settled;
  const waiting = outstanding(state).length > 0;
  return waiting || hasGoneAhead(state) ? goneAhead({ ...state, settled }) : taken(state, 'returns', on);
}

const hasGoneAhead = ({ settled }: Audit): boolean => settled.panel !== undefined || settled.findings !== undefined;

/** Once the panel has met, or findings are written, nobody waits for returns any longer. */
function goneAhead(state: Audit): Audit {
  if (state.settled.returns !== undefined || !hasGoneAhead(state)) return state;
  return { ...state, settled: { ...state.settled, returns: { taken: false } } };
}

function corrected(state: Audit, { field, to }: Corrected): Audit {
  if (typeof to !== 'string') return field === 'panel.agencies' ? { ...state, panel: to } : { ...state, agencies: to };
  switch (field) {
    case 'title':
    case 'theme':
      return { ...state, [field]: to };
    case 'end.on':
      return { ...state, endedOn: to };
    case 'scope.children':
      return { ...state, children: Number(to) };
    default:
      return taken(state, field.split('.')[0] as Step, to);
  }
}
