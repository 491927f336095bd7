"""Tests of the fuzzers in fuzz/."""
