"""The review page, on which a person decides figures and codes in doubt."""
