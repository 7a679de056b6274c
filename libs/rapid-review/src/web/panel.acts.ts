import { narrative } from '#app/kernel';
import { type ActDefinition, act } from '#app/platform';
import type { PanelCommand } from '../domain/rapid-review.commands';
import type { RapidReviewRow } from '../read/rapid-review.row';
import { live, told, where } from './notification.acts';
import { AnswerPanelForm, CloseForm, PanelReplyForm, SendToPanelForm } from './review.forms';
import { partners, team } from './sight';

const about = (given: PanelCommand): PanelCommand => given;
const withThePanel = (record: RapidReviewRow): boolean => live(record) && record.detail.sentToPanel !== undefined;

/** What passes between the partnership and the national Panel. */
export const panelActs: readonly ActDefinition<RapidReviewRow>[] = [
  act<RapidReviewRow, SendToPanelForm>({
    name: 'sending',
    title: 'Record that the rapid review was sent',
    done: 'It is recorded that the rapid review was sent to the national Panel.',
    form: SendToPanelForm,
    may: partners,
    offered: ({ status }) => status === 'signed-off',
    happenedOn: ({ sentOn }) => sentOn,
    command: ({ sentOn, panelReference }) =>
      about({ type: 'SendReviewToPanel', data: { sentOn, ...(panelReference && { panelReference }) } }),
  }),
  act<RapidReviewRow, PanelReplyForm>({
    name: 'panel-reply',
    title: 'Record the national Panel’s reply',
    done: 'The reply is recorded.',
    form: PanelReplyForm,
    may: partners,
    offered: withThePanel,
    happenedOn: ({ repliedOn }) => repliedOn,
    command: ({ words, ...form }) => about({ type: 'RecordPanelReply', data: { ...form, words: narrative(words) } }),
  }),
  act<RapidReviewRow, AnswerPanelForm>({
    name: 'answer',
    title: 'Record the partnership’s answer',
    done: 'The answer is recorded.',
    form: AnswerPanelForm,
    may: partners,
    offered: (record) => {
      const reply = record.detail.replies.at(-1);
      return withThePanel(record) && reply !== undefined && reply.answer === undefined;
    },
    happenedOn: ({ answeredOn }) => answeredOn,
    command: ({ answer, outcome, words, meeting, answeredOn }) =>
      about({
        type: 'AnswerPanel',
        data: { answer, ...(outcome && { outcome }), words: narrative(words), answeredOn, ...where(meeting) },
      }),
  }),
  act<RapidReviewRow, CloseForm>({
    name: 'closure',
    title: 'Close the rapid review',
    done: 'The rapid review is closed.',
    form: CloseForm,
    may: team,
    offered: ({ status }) => status === 'panel-replied',
    happenedOn: ({ closedOn }) => closedOn,
    command: ({ note, closedOn, noLearningEvent }, { record }) => {
      const opened = record?.learningEvents?.[0];
      return about({
        type: 'CloseRapidReview',
        data: {
          note: narrative(note),
          closedOn,
          ...(opened && { learningEvent: { id: opened.id, reference: opened.reference } }),
          ...told({ noLearningEvent }),
        },
      });
    },
  }),
];
