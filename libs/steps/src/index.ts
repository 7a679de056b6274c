export * from './facts';
export * from './rows';
export * from './rules';
export * from './state';
export * from './trail';
