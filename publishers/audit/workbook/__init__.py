"""The audit model as a workbook (XLSX) for people who work in a spreadsheet."""
