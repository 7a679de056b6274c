export type { Message, Decider, Facts, By, Meeting, OnBehalfOf, Conflict } from './decider';
export type { Recorded, Metadata } from './recorded';
export { type Change, type History, type Plain, type Projection, type Rows, fold } from './projection';
export type { Reaction, Consequence } from './reaction';
export type { Upcaster, Upcasters } from './upcaster';
export type { SealedFields, SealedPart } from './sealed';
export { RuleBroken } from './rule-broken';
export { type Answering, refuseConflicted, refuseTeamAlone } from './deciding';
export { type Narrative, type Sealed, narrative, wordsOf } from './narrative';
