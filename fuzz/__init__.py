"""Fuzzing: `python -m fuzz TARGET [--hypothesis] [-runs=N]`, by atheris or hypothesis; needs the extra `fuzz`."""
