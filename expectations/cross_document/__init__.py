"""Amounts compared between the reports of one agency.

Plans against plans and years against years.
"""
