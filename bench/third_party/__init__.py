"""Reports rendered by programs other than the corpus (a browser, a spreadsheet).

Read back and compared.
"""
