export { drawPath } from './draw-path';
export { type PathInWords, type PathPart, type PathStep, pathAsList } from './path-as-list';
