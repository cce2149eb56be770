/**
 * What one kind of database brings to the triggers that write down what other programs change. None of them acts
 * on what the service itself writes, which has its entries already.
 */
export interface TriggerDialect {
  /** `create trigger … <body>`, so that `body` runs only for what other programs write. */
  trigger(name: string, when: string, body: string): string;
  /** Who made the change, as a text. */
  madeBy: string;
  /** Now, as the column `made_at` has it. */
  now: string;
  /** Statements that move the version on, and log it, where the settings of a bank are changed. */
  settings: Trigger;
}

export interface Trigger {
  name: string;
  sql: string;
}

/**
 * Every trigger. A row changed by another program is one step of its bank's version with an entry in the change
 * log, as a change through the service is; what stood there before is not kept.
 */
export function changeTriggers(dialect: TriggerDialect): Trigger[] {
  const step = (bank: string, kind: string, questionId: string, condition = '1 = 1'): string => `
    update banks set version = version + 1 where name = ${bank} and ${condition};
    insert into changes (bank, version, kind, question_id, made_by, made_at)
      select name, version, '${kind}', ${questionId}, ${dialect.madeBy}, ${dialect.now}
      from banks where name = ${bank} and ${condition};`;
  const make = (name: string, when: string, body: string): Trigger => ({
    name: `jieda_${name}`,
    sql: dialect.trigger(`jieda_${name}`, when, body),
  });
  const ofQuestion = (table: string): Trigger[] => {
    const changed = (row: 'new' | 'old', condition?: string): string =>
      step(
        `(select bank from questions where id = ${row}.question_id)`,
        'updated',
        `${row}.question_id`,
        condition,
      );
    return [
      make(`${table}_insert`, `after insert on ${table}`, changed('new')),
      make(
        `${table}_update`,
        `after update on ${table}`,
        changed('old', 'old.question_id <> new.question_id') + changed('new'),
      ),
      make(`${table}_delete`, `after delete on ${table}`, changed('old')),
    ];
  };
  const ofVocabulary = (table: string, kind: string): Trigger[] => [
    make(`${table}_insert`, `after insert on ${table}`, step('new.bank', kind, 'null')),
    make(`${table}_update`, `after update on ${table}`, step('new.bank', kind, 'null')),
    make(`${table}_delete`, `after delete on ${table}`, step('old.bank', kind, 'null')),
  ];

  return [
    make('questions_insert', 'after insert on questions', step('new.bank', 'added', 'new.id')),
    make(
      'questions_update',
      'after update on questions',
      step('old.bank', 'updated', 'old.id', '(old.bank <> new.bank or old.id <> new.id)') +
        step('new.bank', 'updated', 'new.id'),
    ),
    make('questions_delete', 'after delete on questions', step('old.bank', 'removed', 'old.id')),
    ...ofQuestion('phrasings'),
    ...ofQuestion('question_tags'),
    ...ofVocabulary('bank_words', 'dictionary'),
    ...ofVocabulary('bank_synonyms', 'synonyms'),
    dialect.settings,
  ];
}

/** Columns of a bank that people set: a change of another column is none of the bank. */
export const BANK_SETTINGS = ['title', 'answer_threshold', 'suggest_threshold', 'fallback', 'is_public'];
