"""Questions to releases on disk: their findings, and what two of them say differently."""
