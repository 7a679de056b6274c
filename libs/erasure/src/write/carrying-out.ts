import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { SpokenOf } from '#app/concerned';
import { type Act, Decisions, Destruction, Registry, type Taken, derivedId, fingerprint, idOf } from '#app/platform';
import type { DataRequestCommand } from '../domain/data-request.commands';
import { dataRequest } from '../domain/data-request.decider';
import type { HoldSpokenOf, Report } from '../domain/data-request.events';
import type { Approval } from '../domain/unfinished';
import { AboutDataInLog } from './about-data-in-log';

/** What came of it: a report, or the holds that came in the way. */
type CarriedOut = { readonly report: Report } | { readonly holds: readonly HoldSpokenOf[] };

/**
 * Carries out what two people approved: at once, and where that was broken off, at the next start. What was reached is kept by
 * the transaction that destroys, so that whoever takes it up again finds it, and the event is the same however often it is tried.
 * Done by the web and by no reaction: what follows the log has no right to keys.
 */
@Injectable()
export class CarryingOut {
  constructor(
    private readonly inLog: AboutDataInLog,
    private readonly destruction: Destruction,
    private readonly decisions: Decisions,
    private readonly house: ModuleRef,
  ) {}

  /**
   * Of one request; undefined where nothing is to be carried out. Throws where it cannot be done now: it is tried
   * again, in vain while the log lacks an event.
   */
  async finish(id: string, until?: Act['until']): Promise<Taken | undefined> {
    const approval = await this.inLog.approval(id);
    return approval && this.carryOut(approval, until);
  }

  /** Of every request that was broken off; how many it finished. */
  async finishAll(): Promise<number> {
    const unfinished = await this.inLog.unfinished();
    for (const approval of unfinished) await this.carryOut(approval);
    return unfinished.length;
  }

  private async carryOut(approval: Approval, until?: Act['until']): Promise<Taken> {
    const id = idOf(approval.stream);
    const command: DataRequestCommand = { type: 'CarryOutErasure', data: await this.destroy(id, approval.event.data) };
    const { onBehalfOf, correlationId } = approval.metadata;
    return this.decisions.take(dataRequest(id), id, command, {
      commandId: derivedId(approval.id, 'carry out'),
      hash: fingerprint(approval.id),
      by: { actor: 'system', onBehalfOf },
      correlationId,
      ...(until && { until }),
    });
  }

  /** A hold that was recorded before stands in the way; one that comes later finds nothing to hold. */
  private async destroy(request: string, { people, files }: Approval['event']['data']): Promise<CarriedOut> {
    const what = {
      subjects: people.map(({ subject }) => subject),
      files: files.map(({ fileId }) => fileId),
      forms: this.formsAbout(request, people),
    };
    let holds: readonly HoldSpokenOf[] = [];
    const report = await this.destruction.once(request, what, async () => {
      holds = await this.inLog.holdsOver(people);
      return holds.length > 0;
    });
    return report ? { report } : { holds };
  }

  /** What typed and unsent forms are dropped for: the people, the records that they are or were named on, and the request itself. */
  private formsAbout(request: string, people: readonly SpokenOf[]): readonly string[] {
    // Looked up late: the registry is made of this slice's kinds among others.
    const registry = this.house.get(Registry, { strict: false });
    const pageOf = (category: string, id: string) => `/${registry.of(category)?.path ?? ''}/${id}`;
    const about = people.flatMap(({ subject, record: { category, id } }) => [subject, pageOf(category, id)]);
    return [...new Set([...about, pageOf('dataRequest', request)])];
  }
}
