import type { Directory, FilterField } from '#app/platform';
import { isNotTeam } from './choosing';
import { STANDINGS } from './recommendation.names';

/** What the list of recommendations can be narrowed by. */
export async function filtersFor(themes: readonly string[], directory: Directory): Promise<readonly FilterField[]> {
  const [agencies, groups] = await Promise.all([directory.agencies(), directory.groups()]);
  const named = (prefix: string) => (one: { id: string; name: string }) => ({
    value: `${prefix}${one.id}`,
    text: one.name,
  });
  return [
    { name: 'words', label: 'Words or reference', kind: 'words' },
    {
      name: 'status',
      label: 'Status',
      kind: 'choice',
      options: [
        { value: 'open', text: 'All that are open' },
        { value: 'closed', text: 'All that are closed' },
        ...Object.entries(STANDINGS).map(([value, { word }]) => ({ value, text: word })),
      ],
    },
    {
      name: 'owner',
      label: 'Owner',
      kind: 'choice',
      options: [
        { value: 'unnamed', text: 'Owner not yet named' },
        { value: 'team', text: 'Partnership Team' },
        ...groups.filter(isNotTeam).map(named('group:')),
        ...agencies.map(named('agency:')),
      ],
    },
    { name: 'monitor', label: 'Followed by', kind: 'choice', options: groups.map(named('')) },
    { name: 'theme', label: 'Theme', kind: 'choice', options: themes.map((theme) => ({ value: theme, text: theme })) },
    { name: 'source', label: 'Reference of the source', kind: 'words' },
    {
      name: 'waits',
      label: 'What it waits for',
      kind: 'choice',
      options: [
        { value: 'assurance', text: 'Assurance from an owner' },
        { value: 'late-assurance', text: 'Assurance that should have come' },
        { value: 'judgement', text: 'An answer to assurance' },
        { value: 'owner', text: 'The name of an owner' },
        { value: 'review', text: 'A review that is due' },
        { value: 'missed-review', text: 'A review that was missed' },
        { value: 'approval', text: 'Approval of the Executive Group' },
        { value: 'completion', text: 'Completion: every line is closed' },
      ],
    },
    {
      name: 'judge',
      label: 'Assurance to be answered by',
      kind: 'choice',
      options: groups.filter(isNotTeam).map(named('')),
    },
    {
      name: 'escalated',
      label: 'Escalated to, not answered yet',
      kind: 'choice',
      options: groups.filter(isNotTeam).map(named('')),
    },
    { name: 'overdue', label: 'Past its target', kind: 'tick' },
  ];
}
