/** Something that the API stands on did not answer in time, or not at all: the outcome is not known. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  /** `temporal`, `store`, `sandbox` */
  readonly part: string;

  constructor(part: string, reason: string) {
    super(`${part} is not available (${reason})`);
    this.part = part;
  }
}
