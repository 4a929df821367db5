/* The shapes that scripts pass to each other, for `tsc` and editors; nothing of it is served.
 * Rules, answers and results are those of generator/icp_playbook/scoring: rules.py and results.py
 * say what each field means, and one table of cases holds both languages to them. */

/* Texts */

type Argument = string | number | Figure | Explanation | Argument[];
type Arguments = Record<string, Argument>;

/** A number that a language writes in its own way: a plain decimal, and what it counts. */
interface Figure {
  number: string;
  form?: string;
  currency?: string;
}

interface NumberFormats {
  group: string;
  decimal: string;
  minus: string;
  sizes: number[];
  percent: string;
  money: string;
  currencies: Record<string, string>;
}

/** What is to be said, before it is said in a language: an English text and what its {names} stand
 * for. */
interface Explanation {
  key: string;
  params: Arguments;
}

/** What the build knows of the site's language: each text's forms by the English one, and which
 * form a category of `Intl.PluralRules` takes. */
interface Translations {
  language: string;
  texts: Record<string, string[]>;
  forms: Record<string, number>;
  numbers: NumberFormats;
}

/* Rules */

interface AttributeRules {
  id: string;
  name?: string;
  question: string;
  type: "number" | "choice" | "yes-no" | "text";
  form?: "count" | "money" | "percent" | "year";
  currency?: string;
  unit?: string;
  unit_of_one?: string;
  options?: { value: string; label: string; statement?: string }[];
  if_yes?: string;
  if_no?: string;
  min?: string;
  max?: string;
}

interface Condition {
  attribute?: string;
  below?: string;
  "at-least"?: string;
  is?: string;
  "is-not"?: string;
  "one-of"?: string[];
  "in-list"?: string;
  "not-in-list"?: string;
  list?: string;
  entries?: string[];
  all?: Condition[];
  any?: Condition[];
}

interface CriterionRules {
  attribute?: string;
  weight: string;
  required: boolean;
  why: string;
  bands?: { from?: string; to?: string; points: string }[];
  options?: Record<string, string>;
  points?: string;
  id?: string;
  name?: string;
  group?: string;
  when?: Condition;
  otherwise?: string;
  has_holes?: boolean;
}

interface DisqualifierRules {
  when: Condition;
  why: string;
  exception: "ask" | "never";
}

interface FitRules {
  id: string;
  name: string;
  mode: "share" | "raw";
  min_coverage: string;
  criteria: CriterionRules[];
  disqualifiers: DisqualifierRules[];
  bands: { from: string; name: string; id?: string }[];
  groups?: { id: string; name: string; most: string }[];
  other_weights?: { name: string; when: Condition; weights: Record<string, string> }[];
}

interface SegmentRules extends FitRules {
  focus: string;
}

interface ScoreRules extends FitRules {
  question: string;
  measures: "fit" | "other";
}

interface FlagRules {
  id: string;
  name: string;
  when: Condition;
  do: string;
  owner?: string;
  play?: string;
}

interface VerdictRules {
  id: string;
  name: string;
  next_action?: string;
  owner?: string;
  play?: string;
}

interface MotivationRules {
  criteria: { id: string; name: string; questions: string[] }[];
  share: string;
  must_have: string[];
  verdicts: VerdictRules[];
}

interface TierRules {
  id: string;
  level: number;
  name: string;
}

interface LevelsToTier {
  kind: "threshold" | "minimum" | "mean" | "none";
  over?: "dimensions" | "groups";
  share: string;
  max_gap: number;
  min_known: string;
}

interface ScaleStep {
  value: string;
  label?: string;
}

interface Item {
  id: string;
  text: string;
  scale?: ScaleStep[];
}

interface DimensionLevelRules {
  level: number;
  label: string;
  signs: string[];
  items: Item[];
}

interface DimensionRules {
  id: string;
  name: string;
  question: string;
  method: "rubric" | "checklist" | "coverage";
  levels: DimensionLevelRules[];
  scale?: ScaleStep[];
  group?: string;
}

interface AbilityRules {
  levels: { level: number; name: string }[];
  groups?: { id: string; name: string }[];
  rule: LevelsToTier;
  tiers: TierRules[];
  dimensions: DimensionRules[];
}

interface FurtherRules {
  id: string;
  name: string;
  ability: AbilityRules;
}

interface CellRules {
  verdict: string;
  tier: string;
  segment?: string;
  text: string;
}

interface Rules {
  version: number;
  attributes: AttributeRules[];
  segments: SegmentRules[];
  scores: ScoreRules[];
  flags: FlagRules[];
  qualification: MotivationRules | null;
  maturity: AbilityRules | null;
  further: FurtherRules[];
  grid: CellRules[];
}

/* What the page carries */

interface Onward {
  segments: Record<
    string,
    { personas: string[]; values: string[]; strategies: Record<string, string> }
  >;
  strategies: Record<string, string>;
  plays: { id: string; title: string; stage: string; tiers: string[]; segments: string[] }[];
  /** The plays of each cell of the grid. */
  cells: string[][];
  stages: Record<string, string>;
  names: Record<string, string>;
}

interface Renamed {
  ids: Record<string, Record<string, string>>;
  options: Record<string, Record<string, string>>;
}

interface RulesDocument {
  rules: Rules;
  onward: Onward;
  questions: Record<string, string>;
  names: Record<string, string>;
  renamed: Renamed;
  /** By attribute, what a CRM may call an option, by its letters and digits. */
  words: Record<string, Record<string, string>>;
  version: RulesVersion;
}

/** Which rules judged an account; day and revision are of git, null where they are not known. */
interface RulesVersion {
  letters: string;
  day: string | null;
  revision: string | null;
}

/* Answers */

type Part = "attributes" | "qualification" | "maturity";
type Items = Record<string, string>;
type PartAnswers = Record<string, string | Items>;

interface Answers {
  segment: string;
  attributes: PartAnswers;
  qualification: PartAnswers;
  maturity: PartAnswers;
}

/** What an account was answered on one day, and the letters of the questions as they were then. */
interface Score {
  day: string;
  answers: Answers;
  questions: Record<string, string>;
  rules: RulesVersion;
  leftOut?: number;
}

interface Account extends Score {
  name: string;
  stage: string;
  kept: Score[];
  leftOut: number;
}

/** Answers as scoring takes them: each by its id, read and in canonical form. */
type Known = Map<string, string>;

interface Given {
  segment: string | null;
  attributes: Known;
  qualification: Known;
  rubric: Map<string, number>;
  items: Map<string, Known>;
  override: Override | null;
  notes: Explanation[];
}

/* On the way to a result */

interface Fraction {
  n: bigint;
  d: bigint;
}

/** What one criterion brings: `points` once they are known, between `least` and `most`; at best
 * `highest`. It waits for the attributes `openBy`. */
interface Line {
  criterion: CriterionRules;
  points: Fraction | null;
  least: Fraction;
  most: Fraction;
  highest: Fraction;
  openBy: string[];
}

/** A weight for each criterion; `name` says for whom, where they are not the usual ones. */
interface Weighing {
  name: string | null;
  weights: Fraction[];
  openBy: string[];
}

/** What is decided by one set of rules, mostly a segment's; `hit` are the places of the
 * disqualifiers that hold. `floor` and `ceiling` are the ratios, `least` and `most` the scores, if everything unknown turned
 * out worst or best. */
interface Judged<R extends FitRules = SegmentRules> {
  segment: R;
  lines: Line[];
  weighing: Weighing;
  possibleWeighings: Weighing[];
  hit: number[];
  knownWeight: Fraction;
  totalWeight: Fraction;
  floor: Fraction;
  ceiling: Fraction;
  ratio: Fraction | null;
  enoughKnown: boolean;
  of: Fraction;
  highest: Fraction;
  score: Fraction | null;
  least: Fraction;
  most: Fraction;
  isOpen: boolean;
  status: FitOf["status"];
}

/** What is known of one dimension; `held` are its items that are there. */
interface Reading {
  dimension: DimensionRules;
  level: number | null;
  worst: number;
  best: number;
  /** The exact value, by coverage between two levels. */
  low: Fraction;
  high: Fraction;
  unanswered: string[];
  held: Set<string>;
  row: ProfileRow;
}

/** A dimension or a group as the rule takes it; `value` is null while it is not known. */
interface Unit {
  id: string;
  name: string;
  value: Fraction | null;
  atWorst: Fraction;
  atBest: Fraction;
  readings: Reading[];
}

/** What keeps the tier down: where it would have to be, and must be in any case. */
interface Cap {
  unit: Unit;
  to: number;
  must: number | null;
}

/* Results */

interface Amount {
  exact: string;
  shown: string;
}

interface FitRow {
  attribute: string | null;
  name: string | null;
  attributes: string[];
  values: (string | null)[];
  value: string | null;
  points: string | null;
  highest: string;
  weight: string;
  weighted: string | null;
  of: string;
  required: boolean;
  why: string;
}

interface FindOut {
  attribute: string;
  swing: string;
  required: boolean;
  disqualifies: boolean;
}

interface DisqualifierState {
  index: number;
  why: string;
  exception: "ask" | "never";
  attributes: string[];
}

interface FitOf {
  status: "disqualified" | "not-enough-known" | "scored";
  mode: "share" | "raw";
  enough_known: boolean;
  score: Amount | null;
  range: { least: Amount; most: Amount };
  of: string;
  band: number | null;
  coverage: { known: string; total: string; needed: string };
  table: FitRow[];
  adding_up: Explanation[];
  disqualifiers: { hit: DisqualifierState[]; unknown: DisqualifierState[] };
  could_rule_out: Explanation[];
  exception: "ask" | "never" | null;
  find_out: FindOut[];
  messages: Explanation[];
}

interface SegmentFit extends FitOf {
  segment: string;
}

interface ScoreFit extends FitOf {
  score_of: string;
  measures: "fit" | "other";
  /** Why nobody should go on. */
  stops: Explanation[];
}

interface Flags {
  raised: string[];
  open: { flag: string; attributes: string[] }[];
  messages: Explanation[];
}

interface AnswerRange {
  value?: string;
  from?: string;
  to?: string | null;
}

interface DecidingAnswers {
  attribute: string;
  known: boolean;
  answers: (AnswerRange & { message: Explanation })[];
}

interface FitResult {
  chosen: string | null;
  about: string | null;
  avoid_first: string | null;
  best: string | null;
  runner_up: string | null;
  changes: DecidingAnswers[];
  could_overtake: string[];
  segments: SegmentFit[];
  find_out: string[];
  /** Why nobody should go on. */
  stops: Explanation[];
  messages: Explanation[];
}

interface Motivation {
  status: "verdict" | "nothing-known";
  verdict: "qualified" | "pursue" | "nurture" | null;
  confirmed: number;
  needed: number;
  of: number;
  not_confirmed: {
    criterion: string;
    state: string;
    must_have: boolean;
    question: string | null;
  }[];
  messages: Explanation[];
}

interface ProfileRow {
  dimension: string;
  level: number | null;
  worst: number;
  best: number;
  value: { worst: string; best: string } | null;
  answered: number;
  of: number;
}

interface GroupRow {
  group: string;
  name: string;
  level: number | null;
  worst: number;
  best: number;
  value: { worst: string; best: string } | null;
  known: number;
  needed: number;
  of: number;
}

interface StepLevel {
  level: number;
  label: string;
  /** Those that are not there yet. */
  signs: string[];
}

interface NextStep {
  dimension: string;
  level: number;
  to: number;
  must: number | null;
  levels: StepLevel[];
}

interface NextTier {
  tier: TierRules | null;
  needed: number | null;
  levels_up: Amount | null;
  steps: NextStep[];
}

interface Override {
  tier: TierRules;
  reason: string;
}

interface Ability {
  status: "tier" | "not-enough-evidence" | "overridden" | "profile-only";
  tier: TierRules | null;
  computed: TierRules | null;
  override: Override | null;
  worst: TierRules | null;
  best: TierRules | null;
  over: "dimensions" | "groups";
  known: number;
  needed: number;
  of: number;
  profile: ProfileRow[];
  groups: GroupRow[];
  capped_by: string[];
  capped_by_groups: string[];
  next: NextTier | null;
  find_out: { dimension: string; items: string[] }[];
  trend: string | null;
  messages: Explanation[];
}

interface FurtherAbility {
  model: string;
  name: string;
  ability: Ability;
}

interface Together {
  status: "decided" | "undecided" | "find-out-maturity" | "nothing-known";
  verdict: string | null;
  tier: string | null;
  segment: string | null;
  cell: number | null;
  text: string | null;
  message: Explanation;
}

interface Assessment {
  version: number;
  notes: Explanation[];
  fit: FitResult | null;
  scores: ScoreFit[];
  flags: Flags | null;
  motivation: Motivation | null;
  ability: Ability | null;
  further: FurtherAbility[];
  together: Together | null;
}

/** Where to go on from a result: ids of what we do, whom one meets and what one tells them. */
interface NextSteps {
  segment: string | null;
  strategy: string | null;
  stage: string;
  plays: string[];
  stagePlays: string[];
  personas: string[];
  values: string[];
}

interface ReportSection {
  title: string;
  lines: string[];
  table: string[][];
}

/* Drawing */

type Child = Node | string | number | null | undefined | false | Child[];

/** What the theme tells its pages with. */
interface Window {
  document$?: { subscribe?(look: () => void): void };
}

/* Search. */

/** What the build says of all entries; letters that count as the same are a map. */
interface SearchHead {
  version: string;
  kinds: string[];
  /** The kind of each entry, by its place in `kinds`. */
  of: number[];
  /** The first word of each file of words. */
  begins: string[];
  quiet: Set<string>;
  variants: Map<string, string>;
}

/** One thing that is found; what is not there was left out. */
interface SearchEntry {
  address: string;
  title?: string;
  answer?: string;
  ways?: string[];
  /** Words that the company avoids, each with the one to use instead. */
  avoided?: [string, string][];
  /** Anchor, heading and text. */
  passages?: [string, string, string][];
}

interface SearchStore {
  head(): Promise<SearchHead>;
  entry(number: number): Promise<SearchEntry>;
  words(number: number): Promise<Record<string, number[]>>;
  vocabulary(): Promise<string[]>;
}

/** A word that was asked for, or two neighbours of one in Han letters. */
interface SearchPart {
  word: string;
  /** By entry, how much it counts there. */
  scores: Map<number, number>;
  /** The words that it was found as. */
  marks: string[];
}

/** A way to read a question. */
interface SearchAsked {
  /** What is looked for, each as a part of which word. */
  parts: { word: string; piece: string }[];
  /** Words that say nothing, and only tell what comes first. */
  beside: string[];
  /** Han letters that must stand together. */
  together: string[];
  /** How much of it an entry must have. */
  share: number;
}

/** A word, or a Han letter, as a question is compared with a text. */
interface SearchToken {
  word: string;
  quiet: boolean;
}

interface SearchHit {
  entry: number;
  kind: number;
  score: number;
  hasAll: boolean;
}

interface SearchFound {
  hits: SearchHit[];
  /** The words to mark in what was found. */
  marks: string[];
  /** What to mark where none of those is: pairs of Han letters. */
  pieces: string[];
  /** Whether the hits have all words. */
  hasAll: boolean;
  /** Words that are nowhere, each with the near one that was looked for instead. */
  instead: [string, string][];
}

/* Hover cards */

/** What a card says of a definition or a part; what it does not say is left out. */
interface Card {
  title: string;
  kind?: string;
  text?: string;
  /** What is unusual: how it looks, and the word for it. */
  marks?: [string, string][];
  owner?: string;
}

/** What a file of cards tells: the first of them all how many there are below each address. */
interface CardFile {
  version?: string;
  counts?: Record<string, number>;
  cards?: Record<string, Card>;
}

/* Learning */

/** What somebody knows of one question: its box, the days of the last and the next time, and the
 * letters of what it rested on. */
interface LearnCard {
  box: number;
  due: number;
  last: number;
  letters: string;
  right: number;
  wrong: number;
}

/** All that is kept: cards by question, the days on which steps were done, and for which job. */
interface Learned {
  cards: Record<string, LearnCard>;
  steps: Record<string, number>;
  job: string;
  leftOut: number;
}

/** What the page tells of a question: letters, the place of the true option (a written question has
 * none), whom it concerns where not everyone, which parts of tracks teach it, and the step that is
 * done once it is known. */
interface LearnQuestion {
  f: string;
  r?: number;
  d?: string[];
  m?: string[];
  s?: string;
}

interface LearnDocument {
  rules: RulesVersion;
  questions: Record<string, LearnQuestion>;
}

/** What a check came to. */
interface LearnResult {
  name: string;
  day: string;
  rules: RulesVersion;
  job: string;
  questions: { id: string; letters: string; right: boolean }[];
}
