"""Speed, as ratios within one run: `make bench` prints the table and keeps it in docs/benchmarks.md."""
