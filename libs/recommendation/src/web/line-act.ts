import { type ActDefinition, type At, type OptionLists, type Person, act } from '#app/platform';
import { type Judged, judgedSince } from '../read/recommendation.days';
import { type LineView, isLive, judgesOf, lineIn, openLinesOf } from '../read/recommendation.lines';
import { type Row, lastMeeting, lineOptions } from './choosing';
import { type Apart, firstApart } from './separating';

interface LineAct<F extends { lineId: string }> extends Omit<ActDefinition<Row, F>, 'offered' | 'lists' | 'group'> {
  /** The lines on which it can be done now, by this person. */
  readonly possible: (record: Row, person: Person) => readonly LineView[];
  /** Whether the group that follows the recommendation, or the one that judges it, decides this at a meeting. */
  readonly decided?: 'monitor' | 'judge';
  /** The sentence for an open line on which it cannot be done; without it, that it is not this person's. */
  readonly refusal?: (line: LineView) => string | undefined;
  /** Why a possible line is not this person's to decide on, where it is not. */
  readonly apart?: Apart;
  readonly judges?: Judged;
  /** Whether it can be done before the recommendation is agreed. */
  readonly early?: boolean;
  readonly lists?: (at: At<Row>) => OptionLists | Promise<OptionLists>;
}

/** An act on one line: the line is chosen by the address, and by itself where only one is possible. */
export function lineAct<F extends { lineId: string }>({
  possible: can,
  refusal,
  apart = () => undefined,
  decided,
  judges: judged,
  early,
  lists,
  initial,
  ...definition
}: LineAct<F>) {
  const possible = (record: Row, person: Person): readonly LineView[] =>
    can(record, person).filter((line) => apart(line, person) === undefined);
  const begun = (record: Row): boolean => isLive(record) || (early === true && record.open);
  const judgeOf = ({ lineId }: F, { record }: At<Row>): string | undefined => {
    const line = record && lineIn(record, lineId);
    return record && line && judgesOf(record, [line]);
  };
  const since = (record: Row | undefined, lines: readonly LineView[]): string | undefined =>
    record && judged && judgedSince(record, judged, lines);
  const usual = (record: Row | undefined): string | undefined =>
    record && (decided === 'judge' ? onlyJudge(record) : record.monitor);
  return act<Row, F>({
    ...definition,
    offered: (record, person) => begun(record) && possible(record, person).length > 0,
    withheld: (record, person) => (begun(record) ? firstApart(can(record, person), person, apart) : undefined),
    lists: async (at) => ({
      lines: at.record
        ? lineOptions(at.record, possible(at.record, at.person), at.names, (line) =>
            line.open ? (apart(line, at.person) ?? refusal?.(line)) : refusal?.(line),
          )
        : [],
      ...(await lists?.(at)),
    }),
    initial: async (at) => {
      const lines = at.record ? possible(at.record, at.person) : [];
      const asked = lines.find(({ id }) => id === at.query['line']);
      const chosen = asked ?? (lines.length === 1 ? lines[0] : undefined);
      return {
        ...(chosen && { lineId: chosen.id }),
        ...(decided && (await lastMeeting(at, usual(at.record), since(at.record, chosen ? [chosen] : lines)))),
        ...(await initial?.(at)),
      } as Partial<F>;
    },
    ...(decided && { group: usual }),
    ...(decided === 'judge' && {
      behalf: (form: F, at: At<Row>) => {
        const group = judgeOf(form, at);
        return group === undefined ? {} : { group };
      },
    }),
  });
}

/** The one group that judges every open line; none where they differ: then the form asks. */
function onlyJudge(record: Row): string | undefined {
  const groups = new Set(openLinesOf(record).map((line) => judgesOf(record, [line])));
  return groups.size === 1 ? [...groups][0] : undefined;
}
