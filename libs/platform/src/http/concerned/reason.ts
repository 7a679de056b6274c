import { type FieldError, errorAt } from '../forms';
import { OpeningForm } from './concerned.forms';

const FEWEST_WORDS = 3;

/** A reason that is none: a letter or two say nothing to who reads it later. */
export const reasonFault = ({ reason }: OpeningForm): readonly FieldError[] =>
  reason.trim().split(/\s+/).length < FEWEST_WORDS
    ? [errorAt(OpeningForm, 'reason', `Why you need to see these details must have ${FEWEST_WORDS} words or more`)]
    : [];
