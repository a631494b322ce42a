import { defineSearchAttributeKey } from '@temporalio/common';
import type { SearchAttributePair } from '@temporalio/common';
import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { LineState } from '../../domain/line/state.js';
import type { Line } from './line.js';
import type { WaitingFor } from './messages.js';

const LINE_STATUS = defineSearchAttributeKey('LineStatus', 'KEYWORD');
const DELINQUENCY_BUCKET = defineSearchAttributeKey('DelinquencyBucket', 'KEYWORD');
const PLAN_ID = defineSearchAttributeKey('PlanId', 'KEYWORD');
const WAITING_FOR = defineSearchAttributeKey('WaitingFor', 'KEYWORD');
const LENDER_ID = defineSearchAttributeKey('LenderId', 'KEYWORD');
const NEXT_ITEM_AT = defineSearchAttributeKey('NextItemAt', 'DATETIME');

/** The server keeps keywords up to this length. */
const KEYWORD_CHARACTERS_MAX = 255;

/**
 * What operations find the line by. An upsert costs an action, so it is made only when a keyword changes, in one call;
 * `NextItemAt` travels with it and with continue-as-new. The projection's `nextItemAt` is exact, this one may be older.
 * `WaitingFor` shows OPERATOR, NOTHING or COMMAND: each cycle's waits for the bank would cost two upserts; the projection's
 * `pending` is exact.
 */
export class Attributes {
  readonly #line: Line;
  #keywords: string;
  #planIds: readonly string[];

  constructor(line: Line) {
    const known = workflowInfo().typedSearchAttributes;
    this.#line = line;
    this.#planIds = (known.get(PLAN_ID) ?? '').split(',').filter((planId) => planId !== '');
    this.#keywords = textOf([
      { key: LINE_STATUS, value: known.get(LINE_STATUS) ?? '' },
      { key: DELINQUENCY_BUCKET, value: known.get(DELINQUENCY_BUCKET) ?? '' },
      { key: WAITING_FOR, value: known.get(WAITING_FOR) ?? '' },
      { key: LENDER_ID, value: known.get(LENDER_ID) ?? '' },
      ...this.#planPair(),
    ]);
  }

  /** All of them as they are now: for continue-as-new. */
  current(): SearchAttributePair[] {
    const at = this.#line.nextItem?.at;
    return [...this.#keywordPairs(), ...(at === undefined ? [] : [{ key: NEXT_ITEM_AT, value: new Date(at) }])];
  }

  refresh(): void {
    const keywords = textOf(this.#keywordPairs());
    if (keywords === this.#keywords) return;
    this.#keywords = keywords;
    const gone = this.#line.nextItem === null ? [{ key: NEXT_ITEM_AT, value: null }] : [];
    upsertSearchAttributes([...this.current(), ...gone]);
  }

  #keywordPairs(): SearchAttributePair[] {
    const { state } = this.#line;
    this.#planIds = withPlansOf(state, this.#planIds);
    return [
      { key: LINE_STATUS, value: statusOf(state) },
      { key: DELINQUENCY_BUCKET, value: state.bucket },
      { key: WAITING_FOR, value: shownWait(this.#line) },
      { key: LENDER_ID, value: state.terms.lenderId },
      ...this.#planPair(),
    ];
  }

  #planPair(): SearchAttributePair[] {
    return this.#planIds.length === 0 ? [] : [{ key: PLAN_ID, value: this.#planIds.join(',') }];
  }
}

function textOf(pairs: readonly SearchAttributePair[]): string {
  return pairs.map(({ key, value }) => `${key.name}=${String(value)}`).join(';');
}

function statusOf(state: LineState): 'ACTIVE' | 'FROZEN' | 'CLOSED' {
  if (state.closedAt !== null) return 'CLOSED';
  return state.freezeCauses.length > 0 ? 'FROZEN' : 'ACTIVE';
}

/** Whether it is a person's turn. What comes by itself, from the agenda or the bank, changes too often to be shown. */
function shownWait({ waitingFor }: Line): WaitingFor {
  return waitingFor === 'OPERATOR' || waitingFor === 'NOTHING' ? waitingFor : 'COMMAND';
}

/** Every plan that the line has drawn on. It only grows: otherwise each settled purchase would cost two upserts. */
function withPlansOf(state: LineState, known: readonly string[]): readonly string[] {
  const drawn = new Set(state.book.position.agreements.map(({ plan }) => plan.planId));
  const planIds = [...known, ...[...drawn].filter((planId) => !known.includes(planId)).sort()];
  return planIds.join(',').length <= KEYWORD_CHARACTERS_MAX ? planIds : known;
}
