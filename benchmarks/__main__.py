"""What `make bench` runs."""

from benchmarks.quality import main

main()
