/** The arrows between folders (docs/concepts/architecture.md). A folder may import itself and what is listed. */
const may = (folder, targets, except = []) => ({
  name: `${folder}-imports`,
  severity: 'error',
  from: { path: `^${folder}/`, pathNot: ['\\.test\\.ts$', ...except] },
  to: { pathNot: [`^${folder}/`, ...targets], dependencyTypesNot: ['type-only'] },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    may('domain', ['node_modules/(decimal\\.js|@noble/hashes)/']),
    // The tool that adds to the lock file writes a file; the plans themselves touch nothing.
    may('plans', ['^domain/'], ['^plans/write-lock\\.ts$']),
    may('workflows', ['^(domain|plans)/', 'node_modules/@temporalio/(workflow|common)/']),
    // The programs that train and validate models read data files; what decides touches nothing.
    may('scoring', ['^domain/'], ['^scoring/programs/']),
    may('storage', ['^domain/', 'node_modules/', '^(crypto|node:crypto)$']),
    may('contracts', ['^domain/', 'node_modules/(zod|@asteasolutions)/']),
    // The sandbox service is a program of its own and reads the configuration like the others.
    may('gateways', ['^domain/', '^stack/config\\.ts$', 'node_modules/', '^(node:)?[a-z/]+$']),
    may('activities', ['^(storage|gateways|scoring|domain|plans)/', 'node_modules/', '^(node:)?[a-z/]+$']),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules/.*/node_modules|coverage|\\.whiteslip)/' },
  },
};
