/** The fault of nobody who asked, and of no event: the same is tried again, and is done when it can be. */
export class NotNow extends Error {}
