"""The data contract of a release.

Rules from the column dictionary and of the domain, run as great-expectations suites.
"""
