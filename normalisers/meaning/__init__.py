"""By what evidence name, metric, period and unit of each figure are known, and the verdict."""
