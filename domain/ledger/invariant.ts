/**
 * Something that cannot be true is: a mistake of the engine or of its store, never of a customer. The line it occurs on
 * stops moving money until a person has looked.
 */
export class InvariantViolation extends Error {
  override readonly name = 'InvariantViolation';
}
