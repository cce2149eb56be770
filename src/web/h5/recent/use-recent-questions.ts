import { ref, type Ref } from 'vue';

const MOST = 6;

/** Questions asked on this device, newest first. They never leave it. */
export function useRecentQuestions(bank: string | null): {
  recent: Readonly<Ref<readonly string[]>>;
  add(question: string): void;
  clear(): void;
} {
  const key = `jieda.recent.${bank ?? ''}`;
  const recent = ref<readonly string[]>(read(key));
  const keep = (questions: readonly string[]) => {
    recent.value = questions;
    write(key, questions);
  };
  return {
    recent,
    add: (question) => {
      keep([question, ...recent.value.filter((other) => other !== question)].slice(0, MOST));
    },
    clear: () => {
      keep([]);
    },
  };
}

/** Storage may be forbidden, full, or hold something else: then there is nothing recent. */
function read(key: string): string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function write(key: string, questions: readonly string[]): void {
  try {
    if (questions.length === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(questions));
  } catch {
    // Kept for this visit only.
  }
}
