/** Why something cannot be done to a line, said alike by the rules and by the forms that leave the line out. */
export const LINE_REFUSALS = {
  notYours: 'Only the owner of this line, or somebody on the owner’s behalf, can do this.',
  closed: 'This line is closed. Reopen it first.',
  unowned: 'Nobody owns this line yet. Name its owner first.',
  owned: 'This line has an owner. Hand it over, or correct it where it was entered wrongly.',
  teamGivesNone: 'The Partnership Team gives no assurance. Record what it delivered as a product.',
  nothingToJudge: 'No assurance on this line is waiting for an answer.',
  waitsForNothing: 'This line waits for nothing.',
  ownLine:
    'Your own agency owns this. Somebody of another agency in the group decides on it, or the Partnership Team records what the group decided.',
  ownEvidence: 'You, or your agency, provided this evidence. Somebody else has to judge it.',
  notCarried: 'This line has not been carried into other work.',
  handedOver: 'This line was handed over. Its successor’s line can be reopened.',
} as const;
