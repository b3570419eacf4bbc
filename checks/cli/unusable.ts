/** Ends the program with a message about what it was given. */
export class Unusable extends Error {}
