export type * from './domain/access.events';
export { AccessRow, accessTables } from './read/access.row';
export { lookFacts } from './read/look-facts.sql';
export { accessModels } from './read/access.projection';
export { accessWords } from './web/access.words';
export { UnusualAccess, lookInto } from './web/unusual.looked-into';
export { AccessModule } from './access.module';
