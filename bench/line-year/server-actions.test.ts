import { actionsBetween, readActions } from './server-actions.js';

const PAGE = `# HELP action action counter
# TYPE action counter
action{action_type="command_StartTimer",namespace="default",service_name="history"} 12
action{action_type="command_StartTimer",namespace="default",service_name="frontend"} 3
action{action_type="grpc_StartWorkflowExecution",namespace="temporal-system",service_name="frontend"} 7
action_latency{action_type="command_StartTimer",namespace="default"} 99
other{namespace="default"} 5`;

test('reads the actions by type, over all services, without the namespaces of the server itself', () => {
  expect([...readActions(PAGE)]).toEqual([['command_StartTimer', 15]]);
});

test('between two looks: what has grown, and what is new', () => {
  const before = new Map([
    ['a', 1],
    ['b', 4],
  ]);
  const after = new Map([
    ['a', 3],
    ['b', 4],
    ['c', 2],
  ]);
  expect([...actionsBetween(before, after)]).toEqual([
    ['a', 2],
    ['c', 2],
  ]);
});
