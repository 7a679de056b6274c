const { join } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** What takes longest, the longest first; each a path from the root. */
const LONGEST = require('./longest.json');

/**
 * What takes longest begins first, so that no worker is left alone with it at the end. Jest by itself knows how long a file
 * took the last time; a clean clone has no last time, and goes by the size of the files, which says little.
 */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path, context }) => {
      const at = LONGEST.findIndex((file) => join(context.config.rootDir, file) === path);
      return at < 0 ? LONGEST.length : at;
    };
    return super.sort([...tests]).sort((one, other) => rank(one) - rank(other));
  }
};
