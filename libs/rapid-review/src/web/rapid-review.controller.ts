import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Asked, NotForYou, type Person, Registry, Taker, allowed, lookedAt, personOf } from '#app/platform';
import type { RapidReviewRow } from '../read/rapid-review.row';
import { clocksOf } from './clocks';
import { rapidReviewSeen } from './rapid-review.seen';
import { PATH } from './rapid-review.records';
import { sheetReaders } from './sight';

/** As many children as the national system takes in detail; any others go into its free text. */
const IN_DETAIL = 4;

/** The national system times out after twenty minutes and keeps nothing: this sheet is filled in by hand before. */
@Controller(PATH)
export class RapidReviewPages {
  constructor(
    private readonly asked: Asked,
    private readonly taker: Taker,
    private readonly registry: Registry,
  ) {}

  @Get(':id/preparation-sheet')
  async preparationSheet(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const kind = this.asked.kind(PATH, req);
    const row = (await this.asked.record(kind, id, req)) as RapidReviewRow;
    const person = personOf(req);
    if (!allowed(sheetReaders, person, row)) throw new NotForYou(sheetReaders.map(({ label }) => label));
    const { today, names } = await this.taker.at(row, person, {});
    const { children } = row.detail.opened;
    await this.asked.looked(req, { of: 'record', record: lookedAt(kind, row), part: 'preparation-sheet' });
    res.render('rapid-review/preparation-sheet', {
      title: `Preparation sheet for ${row.reference}`,
      back: { href: `/${PATH}/${id}`, text: row.reference },
      record: rapidReviewSeen(row, person, { names }),
      account: await this.accountOf(row, person),
      clocks: clocksOf(row, today),
      today,
      inDetail: children.slice(0, IN_DETAIL),
      others: children.slice(IN_DETAIL),
    });
  }

  /** What happened, in the words of the referral that opened it: as much as the referral's own page shows this person. */
  private async accountOf(row: RapidReviewRow, person: Person): Promise<string | null> {
    const referrals = this.registry.of('referral');
    const { referral } = row.detail.opened;
    const record = referral && (await referrals?.find(referral.id));
    if (!referrals || !record || !allowed(referrals.readable, person, record)) return null;
    const seen = referrals.seen(record, person, await this.taker.at(record, person, {}));
    return (seen as { readonly whatHappened?: string | null }).whatHappened ?? null;
  }
}
