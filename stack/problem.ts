/** What can keep the stack from starting; the code is stable, the text is for a person and ends with what to do next. */
export type StackProblemCode =
  | 'already-running'
  | 'configuration'
  | 'disk-full'
  | 'download-refused'
  | 'mongodb-unreachable'
  | 'node-too-old'
  | 'no-document-store'
  | 'no-temporal'
  | 'not-ready'
  | 'not-running'
  | 'not-writable'
  | 'pip-missing'
  | 'port-taken'
  | 'python-missing'
  | 'python-unsupported'
  | 'temporal-too-old'
  | 'temporal-unreachable';

/** An expected failure of the machine or its settings: print `message` alone, a stack trace would only hide it. */
export class StackProblem extends Error {
  override readonly name = 'StackProblem';
  readonly code: StackProblemCode;

  constructor(code: StackProblemCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** One readable line of whatever was thrown. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
