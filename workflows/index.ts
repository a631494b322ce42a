export { application } from './application/application.workflow.js';
export { creditLine } from './credit-line/credit-line.workflow.js';
