export * from './erasing';
export * from './facts';
export * from './rules';
