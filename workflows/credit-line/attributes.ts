import type { SearchAttributePair } from '@temporalio/common';
import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { LineState } from '../../domain/line/state.js';
import { planIdsOf } from '../../domain/line/view.js';
import { DELINQUENCY_BUCKET, LENDER_ID, LINE_STATUS, NEXT_ITEM_AT, PLAN_ID, WAITING_FOR } from './attribute-keys.js';
import type { Line } from './line.js';
import type { WaitingFor } from './messages.js';

const KEYWORDS = [LINE_STATUS, DELINQUENCY_BUCKET, WAITING_FOR, LENDER_ID];
/** The server keeps keywords up to this length. */
const KEYWORD_CHARACTERS_MAX = 255;

/**
 * What operations find the line by. An upsert costs an action, so all are sent in one call, and only when one of the
 * keywords has changed that a person acts on. `NextItemAt` and `PlanId` travel with it and with continue-as-new: they
 * may be older; the projection's `nextItemAt` and `planIds` are exact. `WaitingFor` shows OPERATOR, NOTHING or COMMAND:
 * each cycle's waits for the bank would cost two upserts, and the projection's `pending` is exact.
 */
export class Attributes {
  readonly #line: Line;
  #known: string;

  constructor(line: Line) {
    const given = workflowInfo().typedSearchAttributes;
    this.#line = line;
    this.#known = KEYWORDS.map((key) => given.get(key) ?? '').join();
  }

  /** All that have a value now. */
  current(): SearchAttributePair[] {
    const { state, nextItem } = this.#line;
    const planId = planIdsOf(state).join(',').slice(0, KEYWORD_CHARACTERS_MAX);
    return [
      ...this.#keywords(),
      ...(planId === '' ? [] : [{ key: PLAN_ID, value: planId }]),
      ...(nextItem === null ? [] : [{ key: NEXT_ITEM_AT, value: new Date(nextItem.at) }]),
    ];
  }

  refresh(): void {
    const keywords = this.#keywords()
      .map(({ value }) => value)
      .join();
    if (keywords === this.#known) return;
    this.#known = keywords;
    const current = this.current();
    const has = ({ name }: { readonly name: string }) => current.some(({ key }) => key.name === name);
    upsertSearchAttributes([
      ...current,
      ...(has(PLAN_ID) ? [] : [{ key: PLAN_ID, value: null }]),
      ...(has(NEXT_ITEM_AT) ? [] : [{ key: NEXT_ITEM_AT, value: null }]),
    ]);
  }

  /** In the order of KEYWORDS. */
  #keywords() {
    const { state } = this.#line;
    return [
      { key: LINE_STATUS, value: statusOf(state) },
      { key: DELINQUENCY_BUCKET, value: state.bucket },
      { key: WAITING_FOR, value: shownWait(this.#line) },
      { key: LENDER_ID, value: state.terms.lenderId },
    ];
  }
}

function statusOf(state: LineState): 'ACTIVE' | 'FROZEN' | 'CLOSED' {
  if (state.closedAt !== null) return 'CLOSED';
  return state.freezeCauses.length > 0 ? 'FROZEN' : 'ACTIVE';
}

/** Whether it is a person's turn. What comes by itself, from the agenda or the bank, changes too often to be shown. */
function shownWait({ waitingFor }: Line): WaitingFor {
  return waitingFor === 'OPERATOR' || waitingFor === 'NOTHING' ? waitingFor : 'COMMAND';
}
