/** How long a label may take, in milliseconds. */
const PATIENCE = 30_000;

/** Prints one label after the other. */
export class Queue {
  #labels = [];
  #since;
  #print;
  #now;

  constructor(print, now = Date.now) {
    this.#print = print;
    this.#now = now;
  }

  get length() {
    return this.#labels.length;
  }

  /** Whether the label in front is on its way for too long. */
  get isStuck() {
    return this.#since !== undefined && this.#now() - this.#since > PATIENCE;
  }

  add(label) {
    this.#labels.push(label);
    if (this.#since === undefined) void this.#work();
  }

  async #work() {
    for (let label = this.#labels[0]; label !== undefined; ) {
      this.#since = this.#now();
      await this.#print(label);
      this.#labels.shift();
      label = this.#labels[0];
    }
    this.#since = undefined;
  }
}
