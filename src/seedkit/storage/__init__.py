"""Complete files; finding and reading articles; work in processes."""
