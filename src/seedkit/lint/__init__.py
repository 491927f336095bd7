"""Content validation: policy, suppressions, baseline, findings over many files, reports and fixes."""
