import { informationBand } from '../training/woe.js';
import { binLabel } from '../scorecard.js';
import type { FittedScorecard } from '../training/fit-scorecard.js';
import type { Gate } from './gates.js';
import type { AttributeAudit, DataValidation, ModelFigures, ValidatedData } from './validation.js';

export interface ReportedData {
  readonly title: string;
  readonly attribution: string;
  readonly validated: ValidatedData;
  /** Files of the plots, beside the page. */
  readonly plots: readonly { readonly file: string; readonly title: string }[];
}

export interface Shipped {
  readonly model: string;
  readonly features: number;
  readonly window: string;
  readonly validUntil: string;
  readonly hash: string;
  /** Rows that batch and online scoring were compared on. */
  readonly comparedRows: number;
}

export interface ReportContent {
  readonly gates: readonly Gate[];
  readonly data: readonly ReportedData[];
  readonly shuffledAuc: number | null;
  readonly shipped: readonly Shipped[];
}

/** The validation page in Markdown. */
export function reportPage({ gates, data, shuffledAuc, shipped }: ReportContent): string {
  return [
    '# Model validation',
    '',
    'Written by `npm run model:report`. Figures are means over stratified five-fold cross-validation; bins, weights and',
    'trees are learned inside each fold. No model reads sex, marital status, age, nationality or education; the fairness',
    'tables join them afterwards.',
    '',
    ...gateTable(gates),
    ...data.flatMap(dataSection),
    ...(shuffledAuc === null ? [] : shuffledSection(shuffledAuc)),
    ...shippedSection(shipped),
  ].join('\n');
}

function gateTable(gates: readonly Gate[]): string[] {
  return table(
    ['Gate', 'Figure', 'From', 'To', 'Met'],
    gates.map(({ name, value, lowest, highest, isMet }) => [
      name,
      fixed(value),
      String(lowest),
      String(highest),
      isMet ? 'yes' : '**no**',
    ]),
  );
}

function dataSection({ title, attribution, validated, plots }: ReportedData): string[] {
  const { figures, fitted } = validated;
  return [
    `## ${title}`,
    '',
    `${figures.rows} rows, ${percent(figures.badShare)} bad. Data: ${attribution}.`,
    '',
    ...modelTable(figures),
    ...plots.flatMap(({ file, title: alt }) => [`![${alt}](${file})`, '']),
    '### Calibration by decile',
    '',
    ...calibrationTable(figures),
    '### Points table',
    '',
    ...pointsTable(fitted),
    '### Fairness audit',
    '',
    'Accepted: probability of default below 1/6, by the scorecard. A ratio below 0.80 is explained by the characteristics',
    'that cost the group most against all others. An audit changes no decision by itself.',
    '',
    ...fairnessTable(figures.fairness),
  ];
}

function modelTable({ scorecard, boosted }: DataValidation): string[] {
  const row = (name: string, { auc, aucSd, ks, gini, calibration }: ModelFigures) => [
    name,
    `${fixed(auc)} ± ${fixed(aucSd, 3)}`,
    fixed(ks),
    fixed(gini),
    fixed(calibration.brier),
    fixed(calibration.slope, 3),
    fixed(calibration.intercept, 3),
  ];
  const header = ['Model', 'AUC', 'KS', 'Gini', 'Brier', 'Slope', 'Intercept'];
  return table(header, [row('Scorecard', scorecard), row('Boosted trees', boosted)]);
}

function calibrationTable({ scorecard, boosted }: DataValidation): string[] {
  const header = [
    'Decile',
    'Rows',
    'Scorecard: predicted',
    'observed',
    'in 95 %',
    'Boosted: predicted',
    'observed',
    'in 95 %',
  ];
  return table(
    header,
    scorecard.calibration.bands.map((band, at) => {
      const other = boosted.calibration.bands[at] ?? band;
      const cells = [band, other].flatMap(({ predicted, observed, isInside }) => [
        percent(predicted),
        percent(observed),
        isInside ? 'yes' : 'no',
      ]);
      return [String(at + 1), String(band.rows), ...cells];
    }),
  );
}

function pointsTable({ card, terms }: FittedScorecard): string[] {
  return table(
    ['Characteristic', 'Information value', 'Coefficient', 'Points by bin', 'Missing'],
    card.characteristics.map(({ id, bins, groups = [], missing }, at) => {
      const term = terms[at];
      const iv = term?.bins.iv ?? 0;
      const points = [...bins, ...groups].map((bin) => `${binLabel(bin)}: ${bin.points}`).join('; ');
      const band = informationBand(iv).toLowerCase();
      return [id, `${fixed(iv, 3)} (${band})`, fixed(term?.coefficient ?? 0, 3), points, String(missing.points)];
    }),
  );
}

function fairnessTable(audits: readonly AttributeAudit[]): string[] {
  return table(
    ['Attribute', 'Group', 'Rows', 'Bad', 'Accepted', 'Ratio', 'AUC', 'Observed / predicted', 'Driven by'],
    audits.flatMap(({ attribute, groups }) =>
      groups.map((group) => [
        attribute,
        group.group,
        String(group.rows),
        percent(group.badShare),
        percent(group.acceptedShare),
        group.isBelowFourFifths ? `**${fixed(group.acceptanceRatio, 3)}**` : fixed(group.acceptanceRatio, 3),
        group.auc === null ? '' : fixed(group.auc, 3),
        fixed(group.observedToPredicted, 3),
        group.drivers.map(({ feature, pointsGap }) => `${feature} ${fixed(pointsGap, 1)}`).join(', '),
      ]),
    ),
  );
}

function shuffledSection(auc: number): string[] {
  return [
    '## Shuffled outcomes',
    '',
    `Trained on the Taiwan customers with their outcomes in random order, the scorecard has an AUC of ${fixed(auc)}: the`,
    'figures above come from the customers, not from the way they are computed.',
    '',
  ];
}

function shippedSection(shipped: readonly Shipped[]): string[] {
  return [
    '## Models that ship',
    '',
    'Each file was checked against its hash, and batch and online scores were compared on all rows or the first thousand.',
    '',
    ...table(
      ['Model', 'Features', 'Training window', 'Valid until', 'Rows compared', 'Hash'],
      shipped.map(({ model, features, window, validUntil, comparedRows, hash }) => [
        model,
        String(features),
        window,
        validUntil,
        String(comparedRows),
        `\`${hash.slice(0, 16)}\``,
      ]),
    ),
  ];
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const lines = [header, header.map(() => '---'), ...rows].map(
    (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
  );
  return [...lines, ''];
}

function fixed(value: number, places = 4): string {
  return value.toFixed(places);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
