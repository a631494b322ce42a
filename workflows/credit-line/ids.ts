/** The workflow of a line. Opaque: readable by anyone with access to the server. */
export function lineWorkflowId(lineId: string): string {
  return `credit-line/${lineId}`;
}

/**
 * The activity that moves the money of an intent. The journal position that caused it names it, so that the bank's
 * callback finds it in whatever run of the line is open, also after continue-as-new has issued it again.
 */
export function moneyActivityId(seq: number): string {
  return `money:${seq}`;
}

/** The activity of a notice, named by the journal position that caused it. */
export function noticeActivityId(seq: number): string {
  return `notice:${seq}`;
}
