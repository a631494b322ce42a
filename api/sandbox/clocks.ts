import type { Client } from '@temporalio/client';
import { setTimeout as pause } from 'node:timers/promises';
import { ADVANCE_DAYS_MAX } from '../../contracts/sandbox.js';
import { plainDate } from '../../domain/calendar/plain-date.js';
import { ASIA_SHANGHAI, dateAt, instantAt, type ZoneTable } from '../../domain/calendar/zone.js';
import { applicationWorkflowId } from '../../workflows/application/ids.js';
import { queryStatus } from '../../workflows/credit-line/client.js';
import { lineWorkflowId } from '../../workflows/credit-line/ids.js';
import { advanceWorkflow, ClockStalled, workflowClock } from '../../workflows/virtual-time.js';
import type { ClockAnswer, ClockTarget, Reads, Sandbox } from '../deps.js';
import { called, isNotFound } from '../temporal/answers.js';
import { zoneTable } from '../zone-table.js';

const DAY_MS = 86_400_000;
const DESCRIBE_TIMEOUT_MS = 5_000;
const BOOKED_TIMEOUT_MS = 5_000;
const BOOKED_POLL_MS = 20;
const NEAR_MS = 1_000;
/** A sandbox line may live these years. */
const ZONE_FROM_MS = Date.UTC(2000, 0);
const ZONE_UNTIL_MS = Date.UTC(2100, 0);

/**
 * The clocks of lines and applications: the server's own time skipping. A line has no companion workflow that would
 * have to keep step: its application has ended when the line opens.
 */
export function sandboxClocks(client: Client, reads: Reads): Pick<Sandbox, 'advanceLine' | 'advanceApplication'> {
  return {
    advanceLine: async (lineId, target) => {
      const line = await reads.lines.find(lineId);
      const zone = zoneOf(line?.zone ?? ASIA_SHANGHAI.id);
      const beforeJump = async () => await untilNothingIsNear(client, lineId);
      const answer = await advance(client, lineWorkflowId(lineId), target, zone, beforeJump);
      if (answer.kind === 'MOVED') await called(() => untilBooked(client, lineId, answer.toAt));
      // A closed line's workflow is forgotten after a while; its projection is not.
      return answer.kind === 'UNKNOWN' && line !== null ? { kind: 'ENDED' } : answer;
    },
    advanceApplication: async (applicationId, target) => {
      const answer = await advance(client, applicationWorkflowId(applicationId), target, ASIA_SHANGHAI);
      const isKnown = answer.kind !== 'UNKNOWN' || (await reads.applications.find(applicationId)) !== null;
      return answer.kind === 'UNKNOWN' && isKnown ? { kind: 'ENDED' } : answer;
    },
  };
}

const zoneOf = (id: string): ZoneTable =>
  id === ASIA_SHANGHAI.id ? ASIA_SHANGHAI : zoneTable(id, ZONE_FROM_MS, ZONE_UNTIL_MS);

async function advance(
  client: Client,
  workflowId: string,
  target: ClockTarget,
  zone: ZoneTable,
  beforeJump?: () => Promise<void>,
): Promise<ClockAnswer> {
  try {
    return await called(async () => {
      const fromAt = await client.withDeadline(Date.now() + DESCRIBE_TIMEOUT_MS, () =>
        workflowClock(client, workflowId),
      );
      const toAt = 'days' in target ? fromAt + target.days * DAY_MS : instantAt(zone, plainDate(target.to), '00:00');
      if (toAt <= fromAt || toAt > fromAt + ADVANCE_DAYS_MAX * DAY_MS) return { kind: 'OUT_OF_RANGE', fromAt };
      const { status } = await client.workflow.getHandle(workflowId).describe();
      if (status.name !== 'RUNNING') return { kind: 'ENDED' };
      await beforeJump?.();
      await advanceWorkflow(client, workflowId, toAt);
      return { kind: 'MOVED', fromAt, toAt, on: dateAt(zone, toAt) };
    });
  } catch (thrown) {
    if (isNotFound(thrown)) return { kind: 'UNKNOWN' };
    if (thrown instanceof ClockStalled) return { kind: 'STUCK', at: Date.now() };
    throw thrown;
  }
}

/**
 * The server jumps over a timer that is about to fire while the clock runs at wall speed: what is due within moments is
 * let happen first.
 */
async function untilNothingIsNear(client: Client, lineId: string): Promise<void> {
  const nowMs = await workflowClock(client, lineWorkflowId(lineId));
  const { nextItem } = await queryStatus(client, lineId);
  if (nextItem === null || nextItem.at > nowMs + NEAR_MS) return;
  await pause(Math.max(0, nextItem.at - nowMs));
  await untilBooked(client, lineId, nextItem.at);
}

/** What fell due up to an instant is in the journal when the request is answered, so that it can be read at once. */
async function untilBooked(client: Client, lineId: string, dueAt: number): Promise<void> {
  const giveUpAt = Date.now() + BOOKED_TIMEOUT_MS;
  while (Date.now() < giveUpAt) {
    const { journal, nextItem, halt } = await queryStatus(client, lineId);
    const isBooked = halt !== null || nextItem === null || nextItem.at > dueAt;
    if (isBooked && journal.savedSeq >= journal.seq) return;
    await pause(BOOKED_POLL_MS);
  }
}
