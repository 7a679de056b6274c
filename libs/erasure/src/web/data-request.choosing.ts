import { Injectable } from '@nestjs/common';
import { RuleBroken } from '#app/kernel';
import type { SpokenOf } from '#app/concerned';
import { type At, type Option, type OptionLists, streamOf } from '#app/platform';
import type { FileSpokenOf } from '../domain/data-request.events';
import type { DataRequestRow } from '../read/data-request.row';
import { type DueRecord, KeptRecordQueries } from '../read/kept-record.queries';
import { spokenOf } from './erasure.words';
import { EvidenceAbout, NO_FILE, fileOptions } from './evidence-about';

type Asking = At<DataRequestRow>;

/** What the forms about people's data offer to choose from, and what was chosen. */
@Injectable()
export class Choosing {
  constructor(
    private readonly kept: KeptRecordQueries,
    private readonly evidence: EvidenceAbout,
  ) {}

  /** Whose data a new request may be about, or which record's time is over. */
  async forNew({ today }: Pick<Asking, 'today'>): Promise<OptionLists> {
    const [people, due] = await Promise.all([this.kept.everybody(), this.kept.due(today)]);
    return {
      concernedPeople: people.map(personOption),
      dueRecords: due.map(({ stream, reference, dueOn }) => ({ value: stream, text: `${reference}, since ${dueOn}` })),
    };
  }

  /** Whom a decision may be for: everybody who is or was named on the record and on those that it came from or led to. */
  async forDecision({ record, person, today }: Asking): Promise<OptionLists> {
    if (!record) return {};
    const streams = await this.kept.linked(record.stream);
    const [people, files] = await Promise.all([this.kept.on(streams), this.evidence.from(streams, { person, today })]);
    return { requestPeople: people.map(personOption), requestFiles: fileOptions(files) };
  }

  async person(subject: string): Promise<SpokenOf> {
    const person = (await this.kept.everybody()).find((one) => one.subject === subject);
    if (!person) throw new RuleBroken('nobody-kept', 'Nobody’s details are kept under that name any more.', 'person');
    return person;
  }

  /** A record whose time is over, with everybody whose details are still kept there. */
  async due(stream: string, today: string): Promise<DueRecord & { readonly who: readonly SpokenOf[] }> {
    const due = await this.kept.dueOf(stream, today);
    if (!due)
      throw new RuleBroken('kept-longer', 'The time of this record is not over, or it is being reviewed.', 'record');
    return { ...due, who: await this.kept.on([stream]) };
  }

  /** Those chosen of the request's own record and of those linked with it. */
  async people(chosen: readonly string[], { stream }: DataRequestRow): Promise<readonly SpokenOf[]> {
    const people = await this.kept.on(await this.kept.linked(stream));
    return people.filter(({ subject }) => chosen.includes(subject));
  }

  /** Everybody whose details are still kept on the request's own record. */
  everybodyOn({ stream }: DataRequestRow): Promise<readonly SpokenOf[]> {
    return this.kept.on([stream]);
  }

  async files(chosen: readonly string[], at: Asking): Promise<readonly FileSpokenOf[]> {
    if (chosen.includes(NO_FILE) && chosen.length > 1)
      throw new RuleBroken('files-or-none', 'Choose the files that are about them, or that none is.', 'evidence');
    if (!at.record || chosen.length === 0 || chosen.includes(NO_FILE)) return [];
    const offered = await this.evidence.from(await this.kept.linked(at.record.stream), at);
    return offered.filter(({ fileId }) => chosen.includes(fileId)).map(({ fileId, record }) => ({ fileId, record }));
  }
}

export const personOption = (person: SpokenOf): Option => ({ value: person.subject, text: spokenOf(person) });

export const streamOfRecord = ({ category, id }: SpokenOf['record']): string => streamOf(category, id);
