"""Workbooks: cells as a spreadsheet shows them, merged ranges, hidden rows and sheets."""
