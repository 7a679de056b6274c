import type { Message, Projection } from '#app/kernel';
import { LOOKS, idOf } from '#app/platform';
import { referencesIn } from '../domain/naming';
import type { NamingRow } from './restriction.row';

/** Looks keep apart what they are about; the directory names no record, and a restriction tells of none. */
const NAMES_NONE = [LOOKS, 'agency', 'group', 'post', 'restriction'];

type Opening = Message<string, { readonly reference?: string }>;

/** Which other records a record names. What was corrected away stays: an old event, and so its history, names it still. */
export const namingProjection: Projection<NamingRow, Opening> = {
  name: 'restriction-naming',
  version: 1,
  except: NAMES_NONE,

  rows({ event: { data }, stream, revision }) {
    const found = referencesIn(data);
    if (revision > 0 && found.length === 0) return [];
    return [
      {
        key: stream,
        change: (row) => {
          const own = row?.reference ?? data.reference ?? '';
          const names = [...new Set([...(row?.names ?? []), ...found])].filter((reference) => reference !== own);
          return { stream, id: idOf(stream), reference: own, names };
        },
      },
    ];
  },
};
