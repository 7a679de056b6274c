import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import {
  type At,
  Files,
  MOST_PER_PAGE,
  type Option,
  type RecordRow,
  Registry,
  everything,
  filesIn,
} from '#app/platform';
import type { FileSpokenOf } from '../domain/data-request.events';

/** An evidence file that can be named in a decision. */
export interface OfferedFile extends FileSpokenOf {
  readonly name: string;
}

/** The evidence files of the recommendations that came of some records: those that may be about the people concerned there. */
@Injectable()
export class EvidenceAbout {
  constructor(
    private readonly files: Files,
    private readonly house: ModuleRef,
  ) {}

  /** Those that are still kept. */
  async from(streams: readonly string[], at: Pick<At<RecordRow>, 'person' | 'today'>): Promise<readonly OfferedFile[]> {
    const kind = this.house.get(Registry, { strict: false }).of('recommendation');
    if (!kind) return [];
    const found: OfferedFile[] = [];
    for (const source of streams) {
      const items = await everything((page) =>
        kind.list({ page, pageSize: MOST_PER_PAGE, filters: { source }, ...at }),
      );
      for (const { id } of items) {
        const record = await kind.find(id);
        const about = { category: kind.category, id, reference: record?.reference ?? '' };
        for (const { fileId, name } of filesIn(record)) found.push({ fileId, name, record: about });
      }
    }
    const standings = await this.files.standings(found.map(({ fileId }) => fileId));
    const kept = found.filter(({ fileId }) => standings.has(fileId) && standings.get(fileId) !== 'shredded');
    return [...new Map(kept.map((one) => [one.fileId, one])).values()];
  }
}

/** The answer that none of them is. */
export const NO_FILE = 'none';

export const fileOptions = (files: readonly OfferedFile[]): readonly Option[] => [
  { value: NO_FILE, text: files.length > 0 ? 'None of them' : 'There is none' },
  ...files.map(({ fileId, name, record: { reference } }) => ({ value: fileId, text: `${reference}: ${name}` })),
];
