"""Fuzzing with coverage guidance: `python -m fuzz TARGET [-runs=N]`, needs the extra `fuzz`."""
