import { type DataSource, type EntityTarget } from 'typeorm';
import { type ListQuery, type PageOf, pageOf, siftByWords } from '#app/platform';

interface EntryRow {
  readonly id: string;
  readonly title: string;
  readonly status: string;
}

/** The lists of the directory: agencies, groups and people in roles are found in the same way, by name. */
export abstract class EntryQueries<Row extends EntryRow> {
  constructor(
    protected readonly db: DataSource,
    private readonly table: EntityTarget<Row>,
    /** Columns that a filter of the same name compares. */
    private readonly columns: readonly string[],
    /** A column of the array kind, by the name of its filter. */
    private readonly arrays: Readonly<Record<string, string>> = {},
  ) {}

  async find(id: string): Promise<Row | undefined> {
    return (await this.entries().where('e.id = :id', { id }).getOne()) ?? undefined;
  }

  async list({ filters, page, pageSize }: ListQuery): Promise<PageOf<Row>> {
    const found = this.entries().where('TRUE');
    const { words } = filters;
    siftByWords(found, ['e.title', 'e.reference'], words);
    for (const column of this.columns)
      if (filters[column]) found.andWhere(`e.${column} = :${column}`, { [column]: filters[column] });
    for (const [filter, column] of Object.entries(this.arrays))
      if (filters[filter]) found.andWhere(`:${filter} = ANY (e.${column})`, { [filter]: filters[filter] });
    found.orderBy('e.title', 'ASC').addOrderBy('e.id', 'ASC');
    return pageOf(found, { page, pageSize });
  }

  protected entries() {
    return this.db.getRepository(this.table).createQueryBuilder('e');
  }
}
