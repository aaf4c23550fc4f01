package io.retort.table;

import java.util.List;

/** CSV and TSV with a header line; fields may be quoted as RFC 4180 says. All columns are text. */
public final class DelimitedFormat {
    private DelimitedFormat() {}

    /** Comma-separated values; a header without a comma outside of quotes but with a semicolon is split at semicolons. */
    public static final class Csv implements FileFormat {
        @Override
        public String name() {
            return "csv";
        }

        @Override
        public List<String> endings() {
            return List.of(".csv");
        }

        @Override
        public RecordReader open(InputSource source, Context context) {
            return DelimitedText.open(source, ',', TextReader.Way.of(context.threads()));
        }
    }

    /** Tab-separated values, ChEMBL's {@code chemreps.txt} among them. */
    public static final class Tsv implements FileFormat {
        @Override
        public String name() {
            return "tsv";
        }

        @Override
        public List<String> endings() {
            return List.of(".tsv", ".tab", "chemreps.txt");
        }

        @Override
        public RecordReader open(InputSource source, Context context) {
            return DelimitedText.open(source, '\t', TextReader.Way.of(context.threads()));
        }
    }
}
