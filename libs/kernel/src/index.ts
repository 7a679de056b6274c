export type { Message, Decider, Facts, By, Meeting, OnBehalfOf } from './decider';
export type { Recorded, Metadata } from './recorded';
export { type Change, type History, type Plain, type Projection, type Rows, fold } from './projection';
export type { Reaction, Consequence } from './reaction';
export type { Upcaster, Upcasters } from './upcaster';
export { RuleBroken } from './rule-broken';
export { type Narrative, narrative, wordsOf } from './narrative';
