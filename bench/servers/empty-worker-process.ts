import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { EMPTY_REMOTE_QUEUE, type EmptyActivities } from '../empty.workflow.js';
import { EMPTY_QUEUE } from './empty-worker.js';

/** As the product's worker on a small machine. */
const CACHED_WORKFLOWS_MAX = 400;

const activities: EmptyActivities = { nothing: async () => await Promise.resolve() };

async function main([address = '', namespace = '', codePath = '']: readonly string[]): Promise<void> {
  const logger = new DefaultLogger('WARN');
  Runtime.install({
    logger,
    telemetryOptions: { logging: { forward: {}, filter: { core: 'ERROR', other: 'ERROR' } } },
  });
  const connection = await NativeConnection.connect({ address });
  const ofBoth = { connection, namespace, activities, maxConcurrentActivityTaskExecutions: 200 };
  const worker = await Worker.create({
    ...ofBoth,
    taskQueue: EMPTY_QUEUE,
    workflowBundle: { codePath },
    maxCachedWorkflows: CACHED_WORKFLOWS_MAX,
    maxConcurrentWorkflowTaskExecutions: 100,
    workflowThreadPoolSize: 1,
  });
  const remote = await Worker.create({ ...ofBoth, taskQueue: EMPTY_REMOTE_QUEUE });
  const closed = new Promise<void>((resolve) => process.once('disconnect', () => resolve()));
  process.send?.('ready');
  await Promise.all([worker.runUntil(closed), remote.runUntil(closed)]);
  await connection.close();
}

await main(process.argv.slice(2));
