import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.MMapDirectory;

/**
 * Builds an index of texts that are cut already, asks every query in rounds, and prints the figures as JSON.
 * Arguments: file of texts, file of queries (one a line, terms divided by spaces), rounds, `stored` or `numbers`.
 */
public class MeasureLucene {
  static final String FIELD = "terms";
  static final String TEXT = "text";

  public static void main(String[] args) throws IOException {
    List<String> texts = Files.readAllLines(Path.of(args[0]));
    boolean stored = args[3].equals("stored");
    List<Query> queries = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(args[1]))) queries.add(queryOf(line));
    double before = residentMb();
    Path folder = Files.createTempDirectory("jieda-bench-lucene");
    try (MMapDirectory directory = new MMapDirectory(folder)) {
      long started = System.nanoTime();
      build(directory, texts, stored);
      double buildMs = (System.nanoTime() - started) / 1e6;
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setSimilarity(new BM25Similarity());
        searcher.setQueryCache(null);
        // The compiler of the virtual machine needs many more queries than those of one round.
        long warmUntil = System.nanoTime() + 20_000_000_000L;
        for (int asked = 0; asked < 40_000 && System.nanoTime() < warmUntil; asked += queries.size()) {
          ask(searcher, queries, stored);
        }
        double residentMb = residentMb() - before;
        int rounds = Integer.parseInt(args[2]);
        double[] means = new double[rounds], p50s = new double[rounds], p99s = new double[rounds];
        for (int round = 0; round < rounds; round++) {
          double[] times = ask(searcher, queries, stored);
          means[round] = Arrays.stream(times).average().orElse(0);
          p50s[round] = percentile(times, 0.5);
          p99s[round] = percentile(times, 0.99);
        }
        System.out.printf(
            Locale.ROOT,
            "{\"buildMs\": %.0f, \"meanMs\": %.3f, \"p50Ms\": %.3f, \"p99Ms\": %.3f, \"residentMb\": %.0f}%n",
            buildMs, percentile(means, 0.5), percentile(p50s, 0.5), percentile(p99s, 0.5), residentMb);
      }
    } finally {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) Files.delete(file);
      }
      Files.delete(folder);
    }
  }

  static void build(MMapDirectory directory, List<String> texts, boolean stored) throws IOException {
    IndexWriterConfig config = new IndexWriterConfig(new SpaceAnalyzer());
    config.setSimilarity(new BM25Similarity());
    config.setRAMBufferSizeMB(256);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (String text : texts) {
        Document document = new Document();
        document.add(new TextField(FIELD, text, Field.Store.NO));
        if (stored) document.add(new StoredField(TEXT, text));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
  }

  static Query queryOf(String line) {
    BooleanQuery.Builder builder = new BooleanQuery.Builder();
    for (String term : new java.util.LinkedHashSet<>(List.of(line.split(" ")))) {
      builder.add(new TermQuery(new Term(FIELD, term)), BooleanClause.Occur.SHOULD);
    }
    return builder.build();
  }

  /** @return milliseconds of each query */
  static double[] ask(IndexSearcher searcher, List<Query> queries, boolean stored) throws IOException {
    double[] times = new double[queries.size()];
    for (int at = 0; at < times.length; at++) {
      long asked = System.nanoTime();
      ScoreDoc[] found = searcher.search(queries.get(at), 10).scoreDocs;
      if (stored) {
        StoredFields fields = searcher.storedFields();
        for (ScoreDoc one : found) fields.document(one.doc);
      }
      times[at] = (System.nanoTime() - asked) / 1e6;
    }
    return times;
  }

  static double percentile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length - 1, (int) Math.floor(sorted.length * share))];
  }

  /** After a full collection. The mapped files of the index count as far as they are in memory. */
  static double residentMb() throws IOException {
    System.gc();
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
    }
    return 0;
  }

  /** Cuts at spaces. */
  static final class SpaceAnalyzer extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String field) {
      return new TokenStreamComponents(new SpaceTokenizer());
    }
  }

  static final class SpaceTokenizer extends Tokenizer {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

    @Override
    public boolean incrementToken() throws IOException {
      clearAttributes();
      for (int unit = input.read(); unit != -1; unit = input.read()) {
        if (unit != ' ') term.append((char) unit);
        else if (!term.isEmpty()) return true;
      }
      return !term.isEmpty();
    }
  }
}
