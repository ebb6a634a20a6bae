/**
 * One at a time for each clinic. Whoever places entries waits for the clinic's row in the database anyway; waiting here
 * instead holds no connection meanwhile, so that a busy clinic does not keep the others out.
 */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  async take<Result>(clinicId: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(clinicId) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#last.set(clinicId, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(clinicId) === mine) this.#last.delete(clinicId);
    }
  }
}
