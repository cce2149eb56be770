"""Builds an index of texts that are cut already, asks every query in rounds, and prints the figures as JSON.

Arguments: file of texts, file of queries (one a line, terms divided by spaces), rounds.
"""

import json
import sys
import time

import tantivy


def resident_mb():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:")) / 1024


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def read_lines(name):
    with open(name, encoding="utf-8") as file:
        return file.read().rstrip("\n").split("\n")


texts, lines, rounds = read_lines(sys.argv[1]), read_lines(sys.argv[2]), int(sys.argv[3])
builder = tantivy.SchemaBuilder()
builder.add_text_field("terms", stored=True, tokenizer_name="whitespace")
schema = builder.build()
before = resident_mb()

started = time.perf_counter()
index = tantivy.Index(schema)
# With one thread no merge can leave more than one segment behind, so long as everything fits its memory.
writer = index.writer(heap_size=2_000_000_000, num_threads=1)
for text in texts:
    writer.add_document(tantivy.Document(terms=text))
writer.commit()
writer.wait_merging_threads()
build_ms = (time.perf_counter() - started) * 1000
index.reload()
searcher = index.searcher()
assert searcher.num_segments == 1, searcher.num_segments


def query_of(line):
    terms = [tantivy.Query.term_query(schema, "terms", term) for term in dict.fromkeys(line.split(" "))]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])


def ask(query):
    asked = time.perf_counter()
    for _, address in searcher.search(query, 10, count=False).hits:
        searcher.doc(address)
    return (time.perf_counter() - asked) * 1000


queries = [query_of(line) for line in lines]
for query in queries:
    ask(query)
resident = resident_mb() - before
figures = [[ask(query) for query in queries] for _ in range(rounds)]


def median(figure):
    return round(percentile([figure(times) for times in figures], 0.5), 3)


print(
    json.dumps(
        {
            "buildMs": round(build_ms),
            "meanMs": median(lambda times: sum(times) / len(times)),
            "p50Ms": median(lambda times: percentile(times, 0.5)),
            "p99Ms": median(lambda times: percentile(times, 0.99)),
            "residentMb": round(resident),
        }
    )
)
