import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import { streamOf } from '../event-log/event-log';
import { PersonConcernedRow } from './concerned.row';

/** The people whom one record concerns, in the order in which they were recorded; those taken off it concern it no longer. */
@Injectable()
export class ConcernedQueries {
  constructor(private readonly db: DataSource) {}

  of(category: string, id: string): Promise<readonly PersonConcernedRow[]> {
    const stream = streamOf(category, id);
    return this.db
      .getRepository(PersonConcernedRow)
      .find({ where: { stream, takenOff: IsNull() }, order: { place: 'ASC' } });
  }
}
