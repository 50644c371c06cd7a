"""Print numbers and figures in either language, so that reading them again gives the same value."""
