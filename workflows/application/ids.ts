/** The workflow of an application. */
export function applicationWorkflowId(applicationId: string): string {
  return `application/${applicationId}`;
}

/**
 * The line that an application opens: derived, so that however often the opening is tried there is one line.
 *
 * @param applicationId with its prefix, such as `app_7x`, which gives `line_7x`
 */
export function lineIdOfApplication(applicationId: string): string {
  return `line_${withoutPrefix(applicationId)}`;
}

/** The decision made at a position of the application's life; a repeated attempt writes the same record. */
export function applicationDecisionId(applicationId: string, seq: number): string {
  return `dec_${withoutPrefix(applicationId)}_${seq}`;
}

function withoutPrefix(id: string): string {
  return id.replace(/^[a-z]+_/, '');
}
