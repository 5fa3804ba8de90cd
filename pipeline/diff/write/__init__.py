"""A comparison as text, JSON, CSV, Parquet or one HTML page. Nothing here opens a file."""

from pipeline.diff.write.data import as_json
from pipeline.diff.write.page import as_html
from pipeline.diff.write.table import as_csv, as_parquet
from pipeline.diff.write.text import as_text

__all__ = ["as_csv", "as_html", "as_json", "as_parquet", "as_text"]
